import { eq } from "drizzle-orm";
import { signalById } from "../db/signals.ts";
import { tasks } from "../db/schema.ts";
import { conversationKey } from "../domain/signal.ts";
import { mrkdwn } from "../integrations/slack/mrkdwn.ts";
import { cut } from "../platform/cut.ts";
import { sha256 } from "../platform/digest.ts";
import { describeError } from "../platform/errors.ts";
import { log } from "../platform/log.ts";
import { redact } from "../platform/redact.ts";
import type { Spine } from "./context.ts";
import { postNotice } from "./post-notice.ts";

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
  const reason = cut(redact(signal.reason ?? ""), longestReason);
  const text = mrkdwn`:warning: <@${user}> I could not take this up: ${reason}. An operator can send it to me again.`;
  const taskId = `notice-${(await sha256(letterId)).slice(0, 16)}`;
  try {
    await postNotice(spine, {
      taskId,
      channel,
      thread,
      text,
      told: `the thread of ${signalId} is told`,
      sources: [signalId],
    });
  } catch (error) {
    log.warn("death.not_told", { signalId, reason: describeError(error) });
  }
}

async function hasTask({ db }: Spine, conversation: string): Promise<boolean> {
  return (await db.$count(tasks, eq(tasks.conversation, conversation))) > 0;
}
