import { z } from "zod";

/** One call in a stack trace. */
export const frameSchema = z.strictObject({
  /** Path as the trace has it. */
  file: z.string(),
  line: z.number().int().nullable(),
  function: z.string().nullable(),
  module: z.string().nullable(),
  /** Whether the reporter counts it as the application's own code. */
  inApp: z.boolean(),
  /** The line of code itself, where the reporter has it: the version that ran. */
  source: z.string().max(500).optional(),
  /** Local variables in one line, without secrets and personal data. */
  variables: z.string().max(1000).optional(),
});
export type Frame = z.infer<typeof frameSchema>;

/** As many calls as a report takes. */
export const mostFrames = 100;
