import { z } from "zod";

/** The words in the transcript that a note rests on. Code has found them there. */
export const momentSchema = z.strictObject({
  /** The number of the segment, from 1. */
  segment: z.number().int().positive(),
  /** Milliseconds from the beginning. */
  atMs: z.number().int().nonnegative(),
  /** Who said it; null: nobody knows. */
  speaker: z.string().nullable(),
  quote: z.string().min(1).max(600),
});
export type Moment = z.infer<typeof momentSchema>;

const note = z.strictObject({ text: z.string().min(1).max(600), moment: momentSchema });
export type Note = z.infer<typeof note>;

const actionNote = note.extend({
  /** The name of somebody who was there or is one of the team; null: nobody has taken it. */
  owner: z.string().nullable(),
  /** As 2026-11-30; null: no day was said. */
  due: z.iso.date().nullable(),
});
export type ActionNote = z.infer<typeof actionNote>;

/** Of one kind. What is beyond is counted as left out. */
export const mostNotes = 200;

/** What is noted of a meeting: each with the moment at which it was said. */
export const meetingNotesSchema = z.strictObject({
  summary: z.array(note).max(mostNotes),
  decisions: z.array(note).max(mostNotes),
  actions: z.array(actionNote).max(mostNotes),
  questions: z.array(note).max(mostNotes),
  risks: z.array(note).max(mostNotes),
  /** So many of the model's notes were left out: they had no words in the transcript behind them. */
  leftOut: z.number().int().nonnegative(),
  /** Something that was said tries to tell a model what to do. */
  instructs: z.boolean(),
});
export type MeetingNotes = z.infer<typeof meetingNotesSchema>;
