import { z } from "zod";

/** How a source of a project stands; kept in the watch's row. Times are epoch milliseconds. */
export const sourceStateSchema = z.object({
  /** Where the next delta begins, the source's own words; null: from the start. */
  checkpoint: z.string().nullable(),
  /** When it last answered. */
  okAt: z.number().nullable(),
  /** The time of the newest thing that it has told of. */
  watermark: z.number().nullable(),
  /** When it last told of anything. */
  movedAt: z.number().nullable(),
  /** Failures in a row; 0 when it answers. */
  failures: z.number().int(),
  error: z.string().nullable(),
  /** What people were told of it and not yet of its end. */
  alarm: z.enum(["failing", "silent"]).nullable(),
  /** Not before this moment: it has asked for patience. */
  notBefore: z.number().nullable(),
});
export type SourceState = z.infer<typeof sourceStateSchema>;

export const freshSource: SourceState = {
  checkpoint: null,
  okAt: null,
  watermark: null,
  movedAt: null,
  failures: 0,
  error: null,
  alarm: null,
  notBefore: null,
};
