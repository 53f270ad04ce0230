import { conversationKey } from "../../domain/signal.ts";
import type { Offer, Offered } from "../../spine/job.ts";
import type { ScheduledRequest } from "./signals.ts";

/** A task for what a schedule asks for; of a kind that it names nobody has to think first. */
export function beginScheduled({ body, taskId }: Offered<ScheduledRequest>): Offer {
  const { name, kind, project, channel, by } = body;
  return {
    kind: "begin",
    task: {
      kind: kind ?? "undecided",
      title: name,
      project,
      conversation: channel === null ? null : conversationKey(channel, taskId),
      by,
      said: `${by} has scheduled it as "${name}"`,
    },
  };
}
