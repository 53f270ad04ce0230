import { and, asc, eq } from "drizzle-orm";
import { z } from "zod";
import type { Database } from "../db/database.ts";
import { ledger } from "../db/schema.ts";
import type { ChangeRequest } from "../executor/protocol.ts";

const requested = z.object({ by: z.string(), at: z.string().nullable(), words: z.string() });
const answered = z.object({
  round: z.number(),
  commit: z.string().nullable(),
  words: z.string(),
  asked: z.array(z.string()),
});

/** A round in which a pull request was revised, or not. */
export interface Revision {
  round: number;
  /** What answers it; null: nothing was changed. */
  commit: string | null;
  /** What was done, or why not: the model's words, or a program's. */
  words: string;
  requests: ChangeRequest[];
}

/** What `revision.answered` says. @param asked ids of the facts that it answers. */
export type RevisionAnswer = z.infer<typeof answered>;

/** What reviewers ask for in these facts, oldest first. */
export async function requestsIn(
  db: Database,
  taskId: string,
  facts: readonly string[],
): Promise<ChangeRequest[]> {
  return (await requestsOf(db, taskId)).flatMap(({ id, request }) => (facts.includes(id) ? [request] : []));
}

/** The rounds of a task's change that are over, oldest first. */
export async function revisionsOf(db: Database, taskId: string): Promise<Revision[]> {
  const requests = await requestsOf(db, taskId);
  const rows = await db
    .select({ data: ledger.data })
    .from(ledger)
    .where(and(eq(ledger.taskId, taskId), eq(ledger.type, "revision.answered")))
    .orderBy(asc(ledger.seq));
  return rows.map(({ data }) => {
    const { asked, ...revision } = answered.parse(data);
    return {
      ...revision,
      requests: requests.flatMap(({ id, request }) => (asked.includes(id) ? [request] : [])),
    };
  });
}

async function requestsOf(db: Database, taskId: string): Promise<{ id: string; request: ChangeRequest }[]> {
  const rows = await db
    .select({ id: ledger.id, data: ledger.data })
    .from(ledger)
    .where(and(eq(ledger.taskId, taskId), eq(ledger.type, "revision.requested")))
    .orderBy(asc(ledger.seq));
  return rows.map(({ id, data }) => ({ id, request: requested.parse(data) }));
}
