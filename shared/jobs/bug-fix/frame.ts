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
});
export type Frame = z.infer<typeof frameSchema>;

/** As many calls as a report takes. */
export const mostFrames = 100;
