import type { z } from "zod";

/** A checkpoint as it was written; null where there is none, or none that can be read any more: then everything is read anew. */
export function storedCheckpoint<T>(form: z.ZodType<T>, text: string | null): T | null {
  if (text === null) return null;
  try {
    const read = form.safeParse(JSON.parse(text));
    return read.success ? read.data : null;
  } catch (error) {
    if (error instanceof SyntaxError) return null;
    throw error;
  }
}
