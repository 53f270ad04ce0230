import { and, eq, inArray, type SQL, sql } from "drizzle-orm";
import { insertWhere } from "../db/insert-where.ts";
import type { Statement } from "../db/ledger.ts";
import { signalAnswers, signals } from "../db/schema.ts";
import type { Spine } from "./context.ts";

/** What a job says to a signal that it was offered. */
export interface JobAnswer {
  /** The job's name. */
  job: string;
  answer: "took" | "declined";
  /** Why it declined. */
  reason: string | null;
  /** The task that takes it up, or has dealt with the same. */
  taskId: string | null;
}

/** Not all jobs have answered it yet. */
export const stillOpen = inArray(signals.status, ["received", "queued"]);

/**
 * The statements that record a job's answer. With the last of the jobs that it was offered to, the signal is through:
 * handled when one of them took it, dropped when none did, with all their reasons.
 * @param guard it counts only where that holds
 */
export function answerStatements(
  spine: Pick<Spine, "db" | "now" | "jobs">,
  { id, kind }: { id: string; kind: string },
  { job, answer, reason, taskId }: JobAnswer,
  guard: SQL = sql`true`,
): Statement[] {
  const { db } = spine;
  const offered = spine.jobs.takersOf({ id, kind }).length;
  const answers = eq(signalAnswers.signalId, id);
  const taken = sql`EXISTS (SELECT 1 FROM ${signalAnswers} WHERE ${answers} AND ${signalAnswers.answer} = 'took')`;
  const said = sql`SELECT group_concat(${offered > 1 ? sql`${signalAnswers.job} || ': ' || ` : sql``}${signalAnswers.reason}, '; ') FROM ${signalAnswers} WHERE ${answers}`;
  return [
    insertWhere(
      db,
      signalAnswers,
      { signalId: id, job, answer, reason, taskId, at: spine.now() },
      guard,
    ).onConflictDoNothing(),
    db
      .update(signals)
      .set({
        status: sql`CASE WHEN ${taken} THEN 'handled' ELSE 'dropped' END`,
        reason: sql`CASE WHEN ${taken} THEN NULL ELSE (${said}) END`,
      })
      .where(
        and(
          eq(signals.id, id),
          stillOpen,
          sql`(SELECT count(*) FROM ${signalAnswers} WHERE ${answers}) >= ${offered}`,
        ),
      ),
  ];
}

/** The statement that marks a signal as dead that not all jobs have answered; with `guard` only where that holds too. */
export function dieStatement(
  { db }: Pick<Spine, "db">,
  signalId: string,
  reason: string,
  guard: SQL,
): Statement {
  return db
    .update(signals)
    .set({ status: "dead", reason })
    .where(and(eq(signals.id, signalId), stillOpen, guard));
}
