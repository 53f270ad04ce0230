import type { Mrkdwn } from "../integrations/slack/mrkdwn.ts";
import type { Spine } from "./context.ts";
import { fact, record } from "./record.ts";
import { tellNotice } from "./tell-notice.ts";

/** Something that people are told on behalf of no task. */
export interface Notice {
  /** An id of its own in the ledger, which no workflow has: it begins with "notice-". */
  taskId: string;
  channel: string;
  /** Null: a message of its own. */
  thread: string | null;
  text: Mrkdwn;
  /** That it is told, in words. */
  told: string;
  /** Ids of the signals that it comes from. */
  sources?: string[];
}

/** Tells people something for which there is no task; once for each notice. */
export async function postNotice(
  spine: Spine,
  { taskId, channel, thread, text, told, sources }: Notice,
): Promise<void> {
  const attempt = await tellNotice(spine, {
    taskId,
    key: "told",
    notice: { channel, thread, text },
    ...(sources === undefined ? {} : { sources }),
  });
  const isUntold = attempt.kind === "done" && attempt.value["ts"] === undefined;
  // From here on the sweep of effects sees to it, and no watchdog has to.
  await record(spine, [
    fact(spine, taskId, "closed", "task.closed", isUntold ? "nobody could be told" : told),
  ]);
}
