import type { Moment } from "../../../domain/meeting/notes.ts";

export const noteKinds = ["summary", "decision", "action", "question", "risk"] as const;
export type NoteKind = (typeof noteKinds)[number];

/** A note whose words are in the transcript. */
export interface FoundNote {
  kind: NoteKind;
  text: string;
  moment: Moment;
  /** Of actions alone. */
  owner: string | null;
  due: string | null;
}

/** What is left of a model's reading when its quotes were looked for. */
export interface FoundNotes {
  notes: FoundNote[];
  /** How many had no words behind them. */
  leftOut: number;
  /** Something that was said tries to tell a model what to do. */
  instructs: boolean;
}
