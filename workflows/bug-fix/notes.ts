import { and, asc, eq, sql } from "drizzle-orm";
import { ledger } from "../../shared/db/schema.ts";
import type { DurableRun } from "../durable-run.ts";

/** What people have said on the pull request since the newest plan was written, beside the words that it was sent back with. */
export async function notesOf(run: DurableRun): Promise<string[]> {
  const ofTask = eq(ledger.taskId, run.taskId);
  const written = sql`(SELECT coalesce(max(${ledger.seq}), 0) FROM ${ledger} WHERE ${ofTask} AND ${ledger.type} = 'plan.written')`;
  const facts = await run.spine.db
    .select({ data: ledger.data })
    .from(ledger)
    .where(and(ofTask, eq(ledger.type, "comment.received"), sql`${ledger.seq} > ${written}`))
    .orderBy(asc(ledger.seq));
  return facts.flatMap(({ data }) => (typeof data["note"] === "string" ? data["note"] : []));
}
