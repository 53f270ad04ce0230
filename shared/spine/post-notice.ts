import { notification } from "../integrations/slack/message.ts";
import type { Mrkdwn } from "../integrations/slack/mrkdwn.ts";
import { act } from "./act.ts";
import type { Spine } from "./context.ts";
import { fact, record } from "./record.ts";

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
  await act(spine, {
    taskId,
    key: "told",
    kind: "notification_internal",
    payload: notification({ channel, thread, text }),
    provenance: "internal",
    revision: 1,
    ...(sources === undefined ? {} : { sources }),
  });
  // From here on the sweep of effects sees to it, and no watchdog has to.
  await record(spine, [fact(spine, taskId, "closed", "task.closed", told)]);
}
