import { changeInvitedBot, type InvitedBotRow, sentBotOf } from "../../../db/invitations.ts";
import { meetingById } from "../../../db/meetings.ts";
import { signalById } from "../../../db/signals.ts";
import { taskById } from "../../../db/tasks.ts";
import { isBotUnderWay } from "../../../domain/meeting/meeting.ts";
import { isFinal } from "../../../domain/task-status.ts";
import { SignalboxError } from "../../../platform/errors.ts";
import { meetingOfAction } from "../../../actions/meeting-of-action.ts";
import { cancelTask } from "../../../spine/cancel-task.ts";
import type { Spine } from "../../../spine/context.ts";
import { spawnErrand } from "../../../spine/spawn-errand.ts";
import { channelOf, invitedTask } from "./ask-for-bot.ts";

/**
 * Takes back a bot that an invitation doesn't want any more: what still waits for a yes is ended, and what was sent is called back.
 * @throws SignalboxError `unavailable` while it is on its way to where that can be done: then it is tried again.
 */
export async function callBackBot(
  spine: Spine,
  bot: InvitedBotRow,
  { project, signalId, reason }: { project: string; signalId: string; reason: string },
): Promise<void> {
  const { db } = spine;
  const task = await taskById(db, bot.taskId);
  if (task === undefined) {
    const proposed = await signalById(db, `task:${invitedTask(bot.id)}:bot`);
    const isLost = proposed === undefined || proposed.status === "dropped" || proposed.status === "dead";
    if (!isLost) throw new SignalboxError("unavailable", `${bot.taskId} has not begun yet`);
  } else if (!isFinal(task.status)) await cancelTask(spine, { taskId: bot.taskId, by: "signalbox", reason });
  const sent = await sentBotOf(db, bot.taskId);
  if (sent !== undefined) {
    const meeting = await meetingOfAction(sent.actionId);
    const row = await meetingById(db, meeting);
    if (row === undefined) throw new SignalboxError("unavailable", `${meeting} is not on record yet`);
    if (isBotUnderWay(row.botState))
      await spawnErrand(spine, {
        taskId: invitedTask(bot.id),
        key: "back",
        kind: "meeting_bot_cancel",
        payload: { meeting },
        provenance: "internal",
        project,
        channel: channelOf(spine, project),
        sources: [signalId],
      });
  }
  await db.batch([changeInvitedBot(spine, bot.id, "back")]);
}
