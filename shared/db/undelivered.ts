import { and, count, desc, eq, gt, max, notExists, or, sql } from "drizzle-orm";
import type { Database } from "./database.ts";
import { actions, effects, ledger } from "./schema.ts";

/** So many of the newest are looked at, and none that is older. */
const lookedAt = 200;
const freshSeconds = 7 * 24 * 60 * 60;

/**
 * The places that could not be told something lately: with how often, and the newest of what was to be said there. One that has
 * been told something since, or that a person has mended, is none of them.
 */
function openPlaces(db: Database) {
  const newest = db
    .select({
      seq: ledger.seq,
      at: ledger.at,
      taskId: ledger.taskId,
      data: ledger.data,
      place: sql<string>`json_extract(${ledger.data}, '$.where')`.as("missed_place"),
      kind: sql<string>`json_extract(${ledger.data}, '$.kind')`.as("missed_kind"),
    })
    .from(ledger)
    .where(eq(ledger.type, "notice.undelivered"))
    .orderBy(desc(ledger.seq))
    .limit(lookedAt)
    .as("newest");
  const places = db
    .select({
      place: sql<string>`${newest.place}`.as("place_told"),
      // Of a group the other columns are those of its newest. Names are unlike those of tables: subqueries below see both.
      seq: max(newest.seq).as("last_seq"),
      n: count().as("n"),
      at: sql<number>`${newest.at}`.as("told_at"),
      taskId: sql<string | null>`${newest.taskId}`.as("of_task"),
      data: sql<string>`${newest.data}`.as("said"),
      kind: sql<string>`${newest.kind}`.as("told_by"),
    })
    .from(newest)
    .where(gt(newest.at, sql`(unixepoch() - ${freshSeconds}) * 1000`))
    .groupBy(sql`place_told`)
    .as("places");
  const told = db
    .select({ one: sql`1` })
    .from(actions)
    .innerJoin(effects, eq(effects.actionId, actions.id))
    .where(
      and(
        sql`${actions.kind} = ${places.kind}`,
        gt(actions.createdAt, places.at),
        eq(effects.state, "applied"),
        or(sql`${places.place} = 'slack'`, sql`${actions.target} = ${places.place}`),
      ),
    );
  const mended = db
    .select({ one: sql`1` })
    .from(ledger)
    .where(
      and(
        eq(ledger.type, "notice.mended"),
        sql`${ledger.seq} > ${places.seq}`,
        sql`json_extract(${ledger.data}, '$.where') = ${places.place}`,
      ),
    );
  return { places, isOpen: and(notExists(told), notExists(mended)) };
}

/** How many places could not be told something, and still can't as far as is known. */
export function countUndelivered(db: Database) {
  const { places, isOpen } = openPlaces(db);
  return db.select({ n: count() }).from(places).where(isOpen);
}

/** Those places, the newest first. */
export function listUndelivered(db: Database) {
  const { places, isOpen } = openPlaces(db);
  return db.select().from(places).where(isOpen).orderBy(desc(places.seq));
}
