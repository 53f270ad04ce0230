import { and, count, eq, gt, inArray, isNull, lte, max, sql } from "drizzle-orm";
import { type CountedFact, type CountedType, countedTypes } from "./totals.ts";
import type { Database } from "../../shared/db/database.ts";
import { approvals, effects, ledger } from "../../shared/db/schema.ts";

/** States of effects that are not the last. */
export const openEffects = ["pending", "unknown"] as const;

/** How things stand now: what waits is little, and what has ended is not counted, however much that is. */
export async function gauges(db: Database) {
  const [waiting, states] = await db.batch([
    db
      .select({ risk: approvals.risk, n: count() })
      .from(approvals)
      .where(and(eq(approvals.status, "pending"), isNull(approvals.holdUntil)))
      .groupBy(approvals.risk),
    db
      .select({ state: effects.state, n: count() })
      .from(effects)
      .where(inArray(effects.state, [...openEffects]))
      .groupBy(effects.state),
  ]);
  return { waiting, states };
}

/** The ledger's last fact, and the id of the one at a place; null where there is none. */
export async function endOfLedger(db: Database, at: number): Promise<{ last: number; idAt: string | null }> {
  const [[end], [one]] = await db.batch([
    db.select({ last: max(ledger.seq) }).from(ledger),
    db.select({ id: ledger.id }).from(ledger).where(eq(ledger.seq, at)),
  ]);
  return { last: end?.last ?? 0, idAt: one?.id ?? null };
}

/** The facts to count between two places of the ledger, the first excluded, in their order; and the last one's id. */
export async function countedFacts(
  db: Database,
  after: number,
  upTo: number,
): Promise<{ facts: CountedFact[]; idAt: string | null }> {
  const text = (path: string) => sql<string | null>`json_extract(${ledger.data}, ${sql.raw(`'$.${path}'`)})`;
  const number = (path: string) =>
    sql<number | null>`json_extract(${ledger.data}, ${sql.raw(`'$.${path}'`)})`;
  const [facts, [one]] = await db.batch([
    db
      .select({
        at: ledger.at,
        taskId: ledger.taskId,
        type: sql<CountedType>`${ledger.type}`,
        assignmentId: text("assignmentId"),
        mode: text("mode"),
        kind: text("kind"),
        phase: text("phase"),
        code: text("code"),
        lateMs: number("lateMs"),
        model: text("model"),
        input: number("inputTokens"),
        cacheWrite: number("cacheWriteTokens"),
        cacheRead: number("cachedTokens"),
        output: number("outputTokens"),
        usd: number("usd"),
      })
      .from(ledger)
      .where(and(inArray(ledger.type, [...countedTypes]), gt(ledger.seq, after), lte(ledger.seq, upTo)))
      .orderBy(ledger.seq),
    db.select({ id: ledger.id }).from(ledger).where(eq(ledger.seq, upTo)),
  ]);
  return { facts, idAt: one?.id ?? null };
}
