import { conversationKey } from "../../domain/signal.ts";
import type { Spine } from "../../spine/context.ts";
import type { Offer, Offered } from "../../spine/job.ts";
import { begin } from "./begin.ts";
import type { ScheduledRequest } from "./signals.ts";

/** A task for what a schedule asks for; about a kind that it names nobody has to think. */
export function beginScheduled(spine: Spine, signal: Offered<ScheduledRequest>): Offer {
  const { name, project, channel, by } = signal.body;
  return begin(spine, signal, {
    title: name,
    project,
    conversation: channel === null ? null : conversationKey(channel, signal.taskId),
    by,
    said: `${by} has scheduled it as "${name}"`,
  });
}
