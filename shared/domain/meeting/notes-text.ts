import { clockOf } from "../transcript/cue.ts";
import type { ActionNote, MeetingNotes, Note } from "./notes.ts";

/** What a meeting's notes are shown with. */
export interface NotesHead {
  title: string;
  /** The day, as 2026-11-28. */
  on: string;
  /** Names of who was there. */
  attendees: readonly string[];
  notes: MeetingNotes;
}

const parts = [
  ["Summary", "summary"],
  ["Decisions", "decisions"],
  ["Open questions", "questions"],
  ["Risks", "risks"],
] as const;

/**
 * Notes as people read them, each with its moment and with who said it. Whatever marks text up is done to the words by `escape`:
 * a mail in plain text needs nothing of the kind.
 */
export function notesText(
  { on, attendees, notes }: NotesHead,
  escape: (words: string) => string = (words) => words,
): string {
  const line = ({ text, moment }: Note, more = ""): string => {
    const said = [moment.speaker ?? "somebody", ...(moment.atMs > 0 ? [clockOf(moment.atMs / 1000)] : [])];
    return `- ${escape(text)}${more} (${escape(said.join(", "))})`;
  };
  const section = (title: string, lines: readonly string[]): string[] =>
    lines.length === 0 ? [] : [`${title}\n\n${lines.join("\n")}`];
  const [summary, decisions, questions, risks] = parts.map(([title, key]) =>
    section(
      title,
      notes[key].map((one) => line(one)),
    ),
  );
  const actions = section(
    "Actions",
    notes.actions.map((one) => line(one, escape(takenBy(one)))),
  );
  const there = attendees.length === 0 ? "" : `, with ${escape(attendees.join(", "))}`;
  return [
    `On ${on}${there}.`,
    ...(summary ?? []),
    ...(decisions ?? []),
    ...actions,
    ...(questions ?? []),
    ...(risks ?? []),
  ].join("\n\n");
}

/** Who does it until when: " — Maya Ortiz, by 2026-12-04". */
function takenBy({ owner, due }: ActionNote): string {
  const said = [owner ?? "nobody has taken it", ...(due === null ? [] : [`by ${due}`])];
  return ` — ${said.join(", ")}`;
}

/** Whether there is anything in notes. */
export function isNothing({ summary, decisions, actions, questions, risks }: MeetingNotes): boolean {
  return [summary, decisions, actions, questions, risks].every((notes) => notes.length === 0);
}
