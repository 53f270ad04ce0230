import { and, eq, exists, gte, lt, ne, sql } from "drizzle-orm";
import { alias } from "drizzle-orm/sqlite-core";
import type { Database } from "./database.ts";
import { actionOutcomes, ledger, llmCalls, tasks } from "./schema.ts";

/** What a kind of work cost in a span of time, and what came of it. Money in micro-dollars. */
export interface WorkCost {
  project: string;
  /** The kind of task: "blog_post", "email_stakeholder". */
  work: string;
  calls: number;
  microUsd: number;
}

export interface Accepted {
  project: string;
  work: string;
  /** The kind of action that was accepted: "blog_publish"; "pull_request_merge" for a fix. */
  kind: string;
  accepted: number;
}

/** Fixes are accepted by whoever merges them: what was agreed on and done before is not what they are paid for. */
const fixing = "bug_fix";

/** Costs and accepted outcomes by kind of work between two moments, each read along an index. */
export async function costsBetween(
  db: Database,
  project: string,
  from: number,
  to: number,
): Promise<{ costs: WorkCost[]; accepted: Accepted[] }> {
  // By a plus: a project has more tasks than a span of time has calls.
  const ofProject = sql`+${tasks.project} = ${project}`;
  const ready = alias(ledger, "ready");
  // Not one batch: there D1 returns rows by column name, and both tables have a kind.
  const [costs, accepted, merged] = await Promise.all([
    db
      .select({
        project: tasks.project,
        work: tasks.kind,
        calls: sql<number>`count(*)`,
        microUsd: sql<number>`sum(${llmCalls.microUsd})`,
      })
      .from(llmCalls)
      .innerJoin(tasks, eq(tasks.id, llmCalls.taskId))
      .where(and(gte(llmCalls.at, from), lt(llmCalls.at, to), ofProject))
      .groupBy(tasks.kind),
    db
      .select({
        project: actionOutcomes.project,
        work: tasks.kind,
        kind: actionOutcomes.kind,
        accepted: sql<number>`count(*)`,
      })
      .from(actionOutcomes)
      .innerJoin(tasks, eq(tasks.id, actionOutcomes.taskId))
      .where(
        and(
          eq(actionOutcomes.project, project),
          gte(actionOutcomes.at, from),
          lt(actionOutcomes.at, to),
          eq(actionOutcomes.outcome, "accepted"),
          ne(tasks.kind, fixing),
        ),
      )
      .groupBy(tasks.kind, actionOutcomes.kind),
    db
      .select({
        project: tasks.project,
        work: tasks.kind,
        kind: sql<string>`'pull_request_merge'`,
        accepted: sql<number>`count(*)`,
      })
      .from(ledger)
      .innerJoin(tasks, eq(tasks.id, ledger.taskId))
      .where(
        and(
          eq(ledger.type, "pull_request.merged"),
          gte(ledger.at, from),
          lt(ledger.at, to),
          ofProject,
          // Whoever merges a plan as it is has got no fix.
          exists(
            db
              .select({ id: ready.id })
              .from(ready)
              .where(and(eq(ready.taskId, ledger.taskId), eq(ready.type, "pull_request.ready"))),
          ),
        ),
      )
      .groupBy(tasks.kind),
  ]);
  return { costs, accepted: [...accepted, ...merged] };
}
