import { z } from "zod";
import { storedCheckpoint } from "../stored-checkpoint.ts";

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
  const read = storedCheckpoint(form, text);
  return read?.project === project ? read : null;
}
