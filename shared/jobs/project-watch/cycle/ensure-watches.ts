import { sql } from "drizzle-orm";
import { insertFrom } from "../../../db/insert-where.ts";
import { watches } from "../../../db/schema.ts";
import type { Spine } from "../../../spine/context.ts";
import { firstDue } from "./clock.ts";

/** An isolate looks again after so long: another may have taken a project off the clock that the rules have got back. */
const minuteMs = 60_000;
const lookAgainMs = 15 * minuteMs;

/** What an isolate knows to be on the clock. */
let known: { intervals: string; at: number } | null = null;

/**
 * Puts each watched project on the clock that isn't yet, and forward whose interval has become shorter. An isolate does it
 * once for each change of the rules.
 */
export async function ensureWatches({ db, settings, now: clock }: Spine): Promise<void> {
  const now = clock();
  const rules = Object.entries(settings.RULES.projectWatch);
  const intervals = JSON.stringify(rules.map(([project, { intervalMinutes }]) => [project, intervalMinutes]));
  if (known?.intervals === intervals && now >= known.at && now - known.at < lookAgainMs) return;
  if (rules.length > 0) {
    const dues = rules.map(([project, { intervalMinutes }]): [string, number] => [
      project,
      firstDue(project, now, intervalMinutes),
    ]);
    const latest = rules.map(([project, { intervalMinutes }]) => [
      project,
      now + 2 * intervalMinutes * minuteMs,
    ]);
    const dueAt = JSON.stringify(Object.fromEntries(dues));
    const own = sql`'$."' || ${watches.project} || '"'`;
    await db.batch([
      insertFrom(
        db,
        watches,
        { project: sql`key`, dueAt: sql`value`, createdAt: now },
        sql`FROM json_each(${dueAt}) WHERE true`,
      ).onConflictDoNothing(),
      db
        .update(watches)
        .set({ dueAt: sql`json_extract(${dueAt}, ${own})` })
        .where(
          sql`${watches.project} IN (SELECT key FROM json_each(${dueAt}))
            AND ${watches.dueAt} > json_extract(${JSON.stringify(Object.fromEntries(latest))}, ${own})`,
        ),
    ]);
  }
  known = { intervals, at: now };
}

/** From now on this isolate looks again what is on the clock. */
export function forgetWatches(): void {
  known = null;
}
