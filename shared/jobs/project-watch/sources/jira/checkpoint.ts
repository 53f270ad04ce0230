import { z } from "zod";
import { storedCheckpoint } from "../stored-checkpoint.ts";
import { customFieldsSchema } from "../../../../integrations/jira/custom-fields.ts";

/**
 * How far back a look goes behind the moment at which the one before began, milliseconds. Jira's search may not know of a
 * change for some seconds, rarely minutes; it counts in whole minutes; and two clocks are never quite the same.
 */
export const overlapMs = 10 * 60_000;

/** How long what was learnt of a site is believed, milliseconds. */
export const siteMs = 24 * 3_600_000;

/** More than these are not remembered: what is told again has the same id, and whoever stores it knows it. */
const rememberedMost = 2000;

const siteSchema = z.object({
  fields: customFieldsSchema,
  /** The account that we use. */
  me: z.string(),
  /** When this was learnt. */
  at: z.number(),
});
export type Site = z.infer<typeof siteSchema>;

const checkpointSchema = z.object({
  /** When the last look began, epoch milliseconds: never the time of what it found. */
  at: z.number(),
  /** The signals of the overlap, which the next look may find again, with their times. */
  seen: z.record(z.string(), z.number()),
  /** When the issues of the overlap were updated: one that still says the same has nothing new. */
  issues: z.record(z.string(), z.number()),
  site: siteSchema,
});
export type Checkpoint = z.infer<typeof checkpointSchema>;

/** Null for none, or one that nobody can read any more. */
export function readCheckpoint(text: string | null): Checkpoint | null {
  return storedCheckpoint(checkpointSchema, text);
}

/** Only what the next look may find again is remembered, the newest first. */
export function writeCheckpoint(
  { at, site }: Pick<Checkpoint, "at" | "site">,
  signals: readonly Remembered[],
  issues: readonly Remembered[],
): string {
  const from = at - overlapMs - 60_000;
  const newest = (all: readonly Remembered[]): Record<string, number> =>
    Object.fromEntries(
      all
        .filter(([, time]) => time >= from)
        .toSorted(([, a], [, b]) => b - a)
        .slice(0, rememberedMost),
    );
  const checkpoint: Checkpoint = { at, seen: newest(signals), issues: newest(issues), site };
  return JSON.stringify(checkpoint);
}

/** An id with its time. */
type Remembered = readonly [id: string, at: number];
