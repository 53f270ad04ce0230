import { z } from "zod";
import { storedCheckpoint } from "../stored-checkpoint.ts";

/** Where the next look at a mailbox begins. */
const form = z.strictObject({
  mailbox: z.string(),
  /** When the look began that it is the end of. Epoch milliseconds. */
  at: z.number(),
  /** Where the first look goes back to, as long as it isn't over. */
  since: z.number().nullable(),
  /** Each folder's link, whole as Graph gave it. */
  folders: z.record(z.string(), z.string()),
});
export type OutlookCheckpoint = z.infer<typeof form>;

/** So much is read again when a link is lost: clocks differ, and mails take their time. */
const overlapMs = 24 * 60 * 60_000;

export function writeCheckpoint(checkpoint: OutlookCheckpoint): string {
  return JSON.stringify(checkpoint);
}

/** A checkpoint as it was written; null where there is none for this mailbox, or none that can be read. */
export function readCheckpoint(text: string | null, mailbox: string): OutlookCheckpoint | null {
  const read = storedCheckpoint(form, text);
  return read?.mailbox === mailbox ? read : null;
}

/** How far a folder without a link is read back: as far as is asked, and no less than what was missed. */
export function readFrom(before: OutlookCheckpoint | null, since: number): number {
  return before === null ? since : Math.min(since, before.since ?? since, before.at - overlapMs);
}
