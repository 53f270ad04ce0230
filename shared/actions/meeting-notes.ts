import { z } from "zod";
import { changeMeeting, meetingById } from "../db/meetings.ts";
import { mostAttendees } from "../domain/meeting/meeting.ts";
import { meetingNotesSchema } from "../domain/meeting/notes.ts";
import { notesText } from "../domain/meeting/notes-text.ts";
import { findMail, sendMail } from "../integrations/mail/client.ts";
import { cut } from "../platform/cut.ts";
import { escapeLine } from "../platform/escape-markdown.ts";
import type { ActionKindModule } from "../spine/action-kind.ts";
import { oneLine } from "./one-line.ts";

/** What a mail may go to at once. */
export const mostMailed = 50;
const longestMail = 20_000;

const addresses = z.array(z.email().toLowerCase()).max(mostMailed);

export const meetingNotesPayload = z.strictObject({
  meeting: z.string().min(1).max(100),
  title: oneLine(150),
  /** The day of the meeting. */
  on: z.iso.date(),
  attendees: z.array(z.string().max(200)).max(mostAttendees),
  /** Who gets them by mail: people of the team, and others who were there. */
  to: z
    .strictObject({ team: addresses, outside: addresses })
    .refine(
      ({ team, outside }) => team.length + outside.length <= mostMailed,
      `at most ${mostMailed} get a mail`,
    )
    .refine(
      ({ team, outside }) => new Set([...team, ...outside]).size === team.length + outside.length,
      "names an address twice",
    ),
  notes: meetingNotesSchema,
});
export type MeetingNotesPayload = z.infer<typeof meetingNotesPayload>;

const kept = z.object({ emailId: z.string() });
type Kept = z.infer<typeof kept>;

/** No mail was sent: nobody who was there has an address. */
const noMail = "";

/**
 * A meeting's notes: the yes to their very bytes, which is kept with the meeting and what all that follows is held against; and the mail to
 * those who were there and have an address.
 */
export const meetingNotes: ActionKindModule<"meeting_notes", MeetingNotesPayload, Kept> = {
  kind: "meeting_notes",
  schema: meetingNotesPayload,
  result: kept,
  service: "mail",
  target: ({ meeting }) => `meeting:${meeting}`,
  outOfBounds: ({ to: { team } }, { people }) => {
    const strangers = team.filter((address) => !people.includes(address));
    return strangers.length === 0
      ? null
      : `${strangers.join(", ")} ${strangers.length === 1 ? "is" : "are"} nobody's address in PEOPLE`;
  },
  preview: (payload) => ({
    title: `Notes of ${payload.title}, ${payload.on}`,
    body: [...warnings(payload), recipients(payload), notesText(payload, escapeLine)].join("\n\n"),
  }),

  apply: async (ground, { id, digest, payload }) => {
    const { meeting, notes } = payload;
    const row = await meetingById(ground.db, meeting);
    if (row === undefined) return { kind: "stale", error: `there is no meeting ${meeting} any more` };
    await ground.db.batch([changeMeeting(ground, meeting, { notes, agreed: digest })]);
    const to = [...payload.to.team, ...payload.to.outside];
    if (to.length === 0) return { kind: "applied", result: { emailId: noMail } };
    const { title, on } = payload;
    return sendMail(
      ground,
      { to, subject: `Notes of ${title}, ${on}`, text: cut(notesText(payload), longestMail) },
      id,
    );
  },

  reconcile: async (ground, { id, digest, firstSentAt, payload: { meeting, to } }) => {
    if (to.team.length + to.outside.length > 0) return findMail(ground, id, firstSentAt);
    const row = await meetingById(ground.db, meeting);
    return row?.agreed === digest ? { kind: "found", result: { emailId: noMail } } : { kind: "absent" };
  },
};

function recipients({ to: { team, outside } }: MeetingNotesPayload): string {
  const named = (who: string, list: readonly string[]): string[] =>
    list.length === 0 ? [] : [`Mailed to ${who}: ${list.map(escapeLine).join(", ")}`];
  const lines = [...named("the team", team), ...named("others who were there", outside)];
  return lines.length === 0 ? "Mailed to nobody: no address of who was there is known." : lines.join("\n\n");
}

function warnings({ notes: { leftOut, instructs } }: MeetingNotesPayload): string[] {
  return [
    ...(leftOut > 0
      ? [
          `${leftOut} of what the model noted ${leftOut === 1 ? "was" : "were"} left out: the transcript doesn't have the words.`,
        ]
      : []),
    ...(instructs ? ["Something that was said tries to tell an assistant what to do."] : []),
  ];
}
