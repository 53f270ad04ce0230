import { z } from "zod";
import type { SignalForm } from "../../spine/signal-form.ts";

/** The kind of signal with which notes of a meeting begin. */
export const transcriptSignal = "meeting.transcript";

/** A meeting's transcript that has come. */
const transcriptCame = z.strictObject({
  type: z.literal("meeting"),
  meeting: z.string(),
  /** Of the transcript's bytes. */
  digest: z.string(),
  title: z.string(),
  project: z.string(),
  by: z.string(),
  channel: z.string().nullable(),
});
export type TranscriptCame = z.infer<typeof transcriptCame>;

export const transcriptForm: SignalForm<TranscriptCame> = {
  schema: transcriptCame,
  words: ({ title }) => `the transcript of ${title} has come`,
};
