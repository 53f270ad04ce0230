import { eq } from "drizzle-orm";
import type { Notification } from "../integrations/slack/message.ts";
import { signalById } from "../db/signals.ts";
import { tasks } from "../db/schema.ts";
import { conversationKey } from "../domain/signal.ts";
import { escapeMrkdwn } from "../integrations/slack/mrkdwn.ts";
import { sha256 } from "../platform/digest.ts";
import { describeError } from "../platform/errors.ts";
import { log } from "../platform/log.ts";
import { redact } from "../platform/redact.ts";
import { act } from "./act.ts";
import type { Spine } from "./context.ts";
import { fact, record } from "./record.ts";

const longestReason = 300;

/**
 * Tells a thread, once for each dead letter, that what was written to us there came to nothing. There is no task yet
 * that it could be told for, so it stands in the ledger under an id of its own, which no workflow has. Talk among
 * people that merely passed by here is left alone. Not getting through is no failure of the burial.
 */
export async function tellOfDeath(spine: Spine, letterId: string, signalId: string): Promise<void> {
  const signal = await signalById(spine.db, signalId);
  if (signal?.status !== "dead") return;
  const spot = spine.jobs.formOf(signal.kind)?.spot(signal.body) ?? null;
  if (spot === null || spot.thread === null) return;
  const { channel, thread, user } = spot;
  if (signal.kind !== "slack.mention" && !(await hasTask(spine, conversationKey(channel, thread)))) return;
  const reason = escapeMrkdwn(redact(signal.reason ?? "").slice(0, longestReason));
  const text = `:warning: <@${user}> I could not take this up: ${reason}. An operator can send it to me again.`;
  const payload: Notification = {
    channel,
    thread,
    text,
    blocks: [{ type: "section", text: { type: "mrkdwn", text } }],
    update: null,
  };
  const taskId = `notice-${(await sha256(letterId)).slice(0, 16)}`;
  try {
    await act(spine, {
      taskId,
      key: "told",
      kind: "notification_internal",
      payload,
      provenance: "internal",
      revision: 1,
      sources: [signalId],
    });
    // From here on the sweep of effects sees to it, and no watchdog has to.
    await record(spine, [fact(spine, taskId, "closed", "task.closed", `the thread of ${signalId} is told`)]);
  } catch (error) {
    log.warn("death.not_told", { signalId, reason: describeError(error) });
  }
}

async function hasTask({ db }: Spine, conversation: string): Promise<boolean> {
  return (await db.$count(tasks, eq(tasks.conversation, conversation))) > 0;
}
