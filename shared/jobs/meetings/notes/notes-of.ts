import { type ActionNote, type MeetingNotes, mostNotes, type Note } from "../../../domain/meeting/notes.ts";
import { type FoundNote, type NoteKind, noteKinds } from "./found-note.ts";

/** Notes by what they are, in the order in which it was said. */
export function notesOf(found: readonly FoundNote[], leftOut: number, instructs: boolean): MeetingNotes {
  const most = (kind: NoteKind) => found.filter((one) => one.kind === kind).slice(0, mostNotes);
  const of = (kind: NoteKind): Note[] => most(kind).map(({ text, moment }) => ({ text, moment }));
  const actions = most("action").map(({ text, moment, owner, due }): ActionNote => ({
    text,
    moment,
    owner,
    due,
  }));
  return {
    summary: of("summary"),
    decisions: of("decision"),
    actions,
    questions: of("question"),
    risks: of("risk"),
    leftOut: leftOut + found.length - noteKinds.reduce((sum, kind) => sum + most(kind).length, 0),
    instructs,
  };
}

/** The same the other way round. */
export function foundOf({ summary, decisions, actions, questions, risks }: MeetingNotes): FoundNote[] {
  const as = (kind: NoteKind, notes: readonly Note[]): FoundNote[] =>
    notes.map((one) => ({ ...one, kind, owner: null, due: null }));
  return [
    ...as("summary", summary),
    ...as("decision", decisions),
    ...actions.map((one): FoundNote => ({ ...one, kind: "action" })),
    ...as("question", questions),
    ...as("risk", risks),
  ];
}
