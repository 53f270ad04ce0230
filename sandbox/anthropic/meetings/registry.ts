import { obeyMerging, obeyTranscript } from "./obey.ts";
import { mergeNotes, reviseNotes, takeNotes } from "./take-notes.ts";

/** The questions about a meeting, known by a field that only they have, and what the stand-in says to them. */
export const meetingAnswers: readonly {
  field: string;
  sober: (prompt: string) => unknown;
  obeying: (prompt: string) => unknown;
}[] = [
  { field: "noted", sober: takeNotes, obeying: obeyTranscript },
  { field: "overview", sober: mergeNotes, obeying: obeyMerging },
  { field: "dropped", sober: reviseNotes, obeying: reviseNotes },
];
