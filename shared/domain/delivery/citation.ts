import { z } from "zod";

/** The words of a document that something rests on. Offsets are UTF-16 code units of its text, as it was read. */
export const citationSchema = z.strictObject({
  /** Id of the document. */
  document: z.string().min(1).max(100),
  version: z.number().int().positive(),
  from: z.number().int().nonnegative(),
  to: z.number().int().positive(),
  /** As it stands in the text between the two. */
  quote: z.string().min(1).max(1000),
});
export type Citation = z.infer<typeof citationSchema>;
