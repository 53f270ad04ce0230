import { and, eq, gte, lt, sql } from "drizzle-orm";
import type { Database } from "./database.ts";
import { actionOutcomes, llmCalls, tasks } from "./schema.ts";

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
  /** The kind of action that was accepted: "blog_publish". */
  kind: string;
  accepted: number;
}

/** Costs and accepted outcomes by kind of work between two moments, each read along an index on time. */
export async function costsBetween(
  db: Database,
  project: string,
  from: number,
  to: number,
): Promise<{ costs: WorkCost[]; accepted: Accepted[] }> {
  // By a plus: a project has more tasks than a span of time has calls.
  const ofProject = sql`+${tasks.project} = ${project}`;
  // Not one batch: there D1 returns rows by column name, and both tables have a kind.
  const [costs, accepted] = await Promise.all([
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
        ),
      )
      .groupBy(tasks.kind, actionOutcomes.kind),
  ]);
  return { costs, accepted };
}
