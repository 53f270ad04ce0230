import { changeInvitedBot, type InvitedBotRow, startInvitedBot } from "../../../db/invitations.ts";
import type { Spine } from "../../../spine/context.ts";
import { type Errand, errandSignal, errandTaskId, spawnErrand } from "../../../spine/spawn-errand.ts";
import { sha256 } from "../../../platform/digest.ts";
import { projectRules } from "../../../policy/rules.ts";
import type { Soon } from "./wanted-bots.ts";

/** As long as a bot is sent for at least and at most, minutes. */
const [shortest, longest] = [5, 240];

/** Proposes a bot for a meeting, once. @param round how many were called back from the very same before */
export async function askForBot(spine: Spine, meeting: Soon & { url: string }, round: number): Promise<void> {
  const { row, instance, startsAt, url } = meeting;
  const name = [row.uid, instance, startsAt, url, round].join("\n");
  const id = (await sha256(name)).slice(0, 24);
  const errand = errandFor(spine, id, meeting);
  const now = spine.now();
  const bot: InvitedBotRow = {
    id,
    uid: row.uid,
    instance,
    startsAt,
    endsAt: startsAt + meeting.minutes * 60_000,
    url,
    taskId: await errandTaskId(spine, errandSignal(errand)),
    state: "asking",
    createdAt: now,
    updatedAt: now,
  };
  // The row first: who dies before the rest finds it at the next look, and asks again for the same.
  await spine.db.batch([startInvitedBot(spine.db, bot)]);
  await spawnErrand(spine, errand);
  await spine.db.batch([changeInvitedBot(spine, id, "asked")]);
}

function errandFor(
  spine: Spine,
  id: string,
  { row, startsAt, minutes, url }: Soon & { url: string },
): Errand {
  return {
    taskId: invitedTask(id),
    key: "bot",
    kind: "meeting_bot",
    payload: {
      title: row.title,
      url,
      startsAt: new Date(startsAt).toISOString(),
      minutes: Math.min(Math.max(minutes, shortest), longest),
      attendees: row.attendees,
      told: row.told === null ? null : `the invitation says: "${row.told}"`,
      calendarUid: row.uid,
    },
    provenance: row.provenance,
    project: row.project,
    channel: channelOf(spine, row.project),
    sources: [row.signalId],
  };
}

/** What a bot's errands are named by: they come from no task, but from what a calendar says. */
export function invitedTask(id: string): string {
  return `meetings-${id}`;
}

/** Where a project's people are asked and told; null: in the channel for operations. */
export function channelOf({ settings }: Pick<Spine, "settings">, project: string): string | null {
  return projectRules(settings.RULES, project).channels[0] ?? settings.RULES.opsChannel ?? null;
}
