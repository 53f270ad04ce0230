import { z } from "zod";

/** Where the next look at a project begins. */
const form = z.strictObject({
  project: z.string(),
  sync: z.string(),
  /** Where the first look has gone back to: what is older is known without a word. Epoch milliseconds. */
  since: z.number(),
  /** Tasks that are still to be looked at. */
  pending: z.array(z.string()),
});
export type AsanaCheckpoint = z.infer<typeof form>;

export function writeCheckpoint(checkpoint: AsanaCheckpoint): string {
  return JSON.stringify(checkpoint);
}

/** A checkpoint as it was written; null where there is none for this project, or none that can be read. */
export function readCheckpoint(text: string | null, project: string): AsanaCheckpoint | null {
  if (text === null) return null;
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch (error) {
    // What can't be read is as good as lost: everything is read anew.
    if (error instanceof SyntaxError) return null;
    throw error;
  }
  const { success, data } = form.safeParse(json);
  return success && data.project === project ? data : null;
}
