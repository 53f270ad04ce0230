import { z } from "zod";

/** What the executor answers to `POST /documents/pdf`, whose body is the PDF. */
export const pdfAnswer = z.discriminatedUnion("kind", [
  z.strictObject({ kind: z.literal("read"), pages: z.array(z.string()) }),
  z.strictObject({
    kind: z.literal("refused"),
    code: z.enum(["encrypted", "broken", "too_many_pages", "too_large", "too_slow"]),
    /** Without the file's name, with the way out. */
    reason: z.string(),
  }),
]);
export type PdfAnswer = z.infer<typeof pdfAnswer>;
