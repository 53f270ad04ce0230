import { and, asc, eq, inArray, lte, sql } from "drizzle-orm";
import { watches, watchSignals } from "../../../db/schema.ts";
import { log } from "../../../platform/log.ts";
import type { Spine } from "../../../spine/context.ts";
import { cyclesAMinute, delayOf, nextDue } from "./clock.ts";
import { ensureWatches } from "./ensure-watches.ts";
import type { WatchMessage } from "./message.ts";
import { lookUp } from "../../../platform/look-up.ts";

/** What a queue takes in one go. */
const messagesAtOnce = 100;

/**
 * Begins the cycles that are due, those that wait longest first, at most so many a minute, and spread over it. Of two that
 * do it at once each begins what the other has not. A project that is watched no more leaves the clock, and what was
 * recorded of it stays. Returns how many have begun.
 */
export async function startDueCycles(spine: Spine): Promise<number> {
  await ensureWatches(spine);
  const { db, settings } = spine;
  const now = spine.now();
  const due = await db
    .select({ project: watches.project, slot: watches.dueAt })
    .from(watches)
    .where(lte(watches.dueAt, now))
    .orderBy(asc(watches.dueAt))
    .limit(cyclesAMinute);
  if (due.length === 0) return 0;
  const rules = settings.RULES.projectWatch;
  const gone = due.flatMap(({ project }) => (lookUp(rules, project) === undefined ? [project] : []));
  if (gone.length > 0) {
    const names = sql`(SELECT value FROM json_each(${JSON.stringify(gone)}))`;
    await db.batch([
      // Nobody is left who would give them back if the project came again.
      db
        .update(watchSignals)
        .set({ state: "new", taskId: null })
        .where(and(inArray(watchSignals.project, names), eq(watchSignals.state, "taken"))),
      db.delete(watches).where(inArray(watches.project, names)),
    ]);
  }
  const moves = due.flatMap(({ project, slot }) => {
    const own = lookUp(rules, project);
    return own === undefined ? [] : [{ project, slot, next: nextDue(slot, now, own.intervalMinutes) }];
  });
  const begun = new Set(await moveOn(spine, moves));
  // A batch that is lost costs its projects this one look: the next slot makes up for it.
  const messages = moves
    .filter(({ project }) => begun.has(project))
    .map(({ project, slot }, n) => {
      const body: WatchMessage = { project, slot };
      return { body, delaySeconds: delayOf(n) };
    });
  for (let from = 0; from < messages.length; from += messagesAtOnce)
    await spine.env.WATCH_CYCLES.sendBatch(messages.slice(from, from + messagesAtOnce));
  log.info("watch.due", { count: messages.length });
  return messages.length;
}

/** Moves due times on, of those that nobody else has moved. Returns their projects. */
async function moveOn(
  { db }: Spine,
  moves: readonly { project: string; slot: number; next: number }[],
): Promise<string[]> {
  const [first, ...rest] = moves.map(({ project, slot, next }) =>
    db
      .update(watches)
      .set({ dueAt: next })
      .where(and(eq(watches.project, project), eq(watches.dueAt, slot))),
  );
  if (first === undefined) return [];
  const moved = await db.batch([first, ...rest]);
  return moves.flatMap(({ project }, n) => (moved[n]?.meta.changes === 1 ? [project] : []));
}
