import type { InvitationRow } from "../../../db/invitations.ts";
import { personByEmail } from "../../../domain/person.ts";
import { addressed } from "../../../integrations/slack/mention.ts";
import { mrkdwn } from "../../../integrations/slack/mrkdwn.ts";
import { sha256 } from "../../../platform/digest.ts";
import type { Spine } from "../../../spine/context.ts";
import { postNotice } from "../../../spine/post-notice.ts";
import { channelOf } from "./ask-for-bot.ts";

/** Tells the organizer's side, once for each change, why no bot comes and what to write into the invitation. */
export async function tellUntold(spine: Spine, row: InvitationRow): Promise<void> {
  const channel = channelOf(spine, row.project);
  if (channel === null) return;
  const { PEOPLE, RULES } = spine.settings;
  const [example = "is recorded"] = RULES.meetings.consentWords;
  const person = personByEmail(PEOPLE, row.organizer);
  const who = addressed(PEOPLE, person?.id ?? `mail:${row.organizer}`);
  const key = (await sha256(`${row.id}/${row.sequence}`)).slice(0, 16);
  await postNotice(spine, {
    taskId: `notice-untold-${key}`,
    channel,
    thread: null,
    text: mrkdwn`:no_entry: ${who} no bot goes to *${row.title}*, since its invitation doesn't tell those who are invited. Write into it that the meeting "${example}", and send the update; or tell them, and use /agent meet.`,
    told: `${channel} is told that the invitation ${row.id} lacks its consent`,
    sources: [row.signalId],
  });
}
