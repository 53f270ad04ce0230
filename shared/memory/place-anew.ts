import { openReindex, reindexById, takeFromPlaces } from "../db/memories.ts";
import { reindexes } from "../db/schema.ts";
import type { Spine } from "../spine/context.ts";
import { record } from "../spine/record.ts";
import { placeNew } from "./place-new.ts";

/** So many are taken from their places at once: until they have found the new ones, only their words lead to them. */
const atOnce = 500;

/** How far the placing anew has come. */
export interface Reindexing {
  id: string;
  by: string;
  at: number;
  /** So many memories were taken from their places. */
  taken: number;
  /** From 0 to 1. Ids are hashes, so the place among them tells. */
  share: number;
  isOver: boolean;
}

/** Has everything placed anew, unless that is under way. */
export async function beginPlacingAnew(spine: Spine, by: string): Promise<Reindexing> {
  const open = await openReindex(spine.db);
  if (open !== undefined) return stateOf(open);
  const at = spine.now();
  const row = { id: `reindex_${at}`, by, at, after: "", taken: 0, endedAt: null };
  const told = {
    id: `${row.id}/begun`,
    at,
    taskId: null,
    type: "memory.replaced",
    summary: `${by} has everything that is remembered placed anew`,
    data: { reindex: row.id, by },
  } as const;
  await record(spine, [told], [spine.db.insert(reindexes).values(row).onConflictDoNothing()]);
  return stateOf(row);
}

/**
 * Takes the next memories from their places and has them placed: what is under way goes on where it was, whoever began it and whatever has died
 * since. The cron does so too, so nobody has to stay. Null: nothing is under way.
 * @throws SignalboxError `unavailable` with what keeps it from going on.
 */
export async function goOnPlacingAnew(spine: Spine): Promise<Reindexing | null> {
  const open = await openReindex(spine.db);
  if (open === undefined) return null;
  // Those of the round before first: never more than one round is without a place.
  await placeNew(spine);
  await takeFromPlaces(spine.db, open, atOnce, spine.now());
  await placeNew(spine);
  const row = await reindexById(spine.db, open.id);
  return stateOf(row ?? { ...open, endedAt: spine.now() });
}

function stateOf({ id, by, at, after, taken, endedAt }: typeof reindexes.$inferSelect): Reindexing {
  const place = Number.parseInt(after.slice("mem_".length, "mem_".length + 8), 16);
  const isOver = endedAt !== null;
  return { id, by, at, taken, share: isOver ? 1 : Number.isNaN(place) ? 0 : place / 2 ** 32, isOver };
}
