import type { tasks } from "../../shared/db/schema.ts";
import { taskWaitsFor } from "../../shared/domain/task.ts";
import { isFinal } from "../../shared/domain/task-status.ts";
import { type Mrkdwn, mrkdwn } from "../../shared/integrations/slack/mrkdwn.ts";

/** A task as a line of a list: what it is called, its id, how it stands. */
export function taskLine(task: typeof tasks.$inferSelect): Mrkdwn {
  const detail = isFinal(task.status) ? (task.result?.url ?? task.failure?.message) : taskWaitsFor(task);
  const words = `${task.status.replaceAll("_", " ")}${detail ? `, ${detail}` : ""}`;
  return mrkdwn`• *${task.title ?? task.kind}* (${task.id}): ${words}`;
}
