import { and, count, eq, inArray, lte, ne, notExists, type SQL, sql } from "drizzle-orm";
import { alias, type SQLiteColumn, type SQLiteTable } from "drizzle-orm/sqlite-core";
import type { Database } from "../../db/database.ts";
import {
  actions,
  approvals,
  effects,
  ledger,
  llmCalls,
  signalAnswers,
  signals,
  tasks,
} from "../../db/schema.ts";
import { ofTask } from "../../db/signals.ts";
import type { TaskRecords } from "../../db/task-records.ts";
import { type Archived, bodyLeft } from "../../domain/archived.ts";
import { isOver } from "./closed-tasks.ts";

/**
 * The statements that take a task's records out of D1, which are at `archived` now. The first marks the task, if it is over
 * still and D1 has exactly what was read, and returns a row then; the others do nothing without that mark. The task itself, the
 * names of its signals with what was said to them, and how its actions ended stay.
 */
export function moveStatements(
  db: Database,
  taskId: string,
  archived: Archived,
  records: TaskRecords,
  before: number,
) {
  const asRead = [
    counts(db, ledger, ledger.taskId, taskId, records.ledger),
    counts(db, actions, actions.taskId, taskId, records.actions),
    counts(db, approvals, approvals.taskId, taskId, records.approvals),
    counts(db, effects, effects.taskId, taskId, records.effects),
    counts(db, llmCalls, llmCalls.taskId, taskId, records.llmCalls),
    // Whatever changes a record writes its fact with it: the last fact as it was, all else is.
    sql`coalesce((SELECT max(seq) FROM ${ledger} WHERE ${ledger.taskId} = ${taskId}), 0) = ${archived.lastSeq}`,
  ];
  const isMarked = sql`EXISTS (SELECT 1 FROM ${tasks} WHERE ${tasks.id} = ${taskId} AND ${tasks.archived} ->> 'digest' = ${archived.digest})`;
  return [
    db
      .update(tasks)
      .set({ archived })
      .where(and(eq(tasks.id, taskId), isOver(before), ...asRead))
      .returning({ id: tasks.id }),
    db
      .update(signals)
      .set({ body: bodyLeft(taskId) })
      .where(and(wordsMoveWith(db, taskId), isMarked)),
    db.delete(effects).where(and(eq(effects.taskId, taskId), isMarked)),
    db.delete(approvals).where(and(eq(approvals.taskId, taskId), isMarked)),
    db.delete(actions).where(and(eq(actions.taskId, taskId), isMarked)),
    db.delete(llmCalls).where(and(eq(llmCalls.taskId, taskId), isMarked)),
    // Nothing else in it may be deleted: a trigger sees to that.
    db.delete(ledger).where(and(eq(ledger.taskId, taskId), lte(ledger.seq, archived.lastSeq), isMarked)),
  ] as const;
}

function counts(
  db: Database,
  table: SQLiteTable,
  column: SQLiteColumn,
  taskId: string,
  rows: readonly object[],
): SQL {
  return sql`${db.select({ n: count() }).from(table).where(eq(column, taskId))} = ${rows.length}`;
}

/** Signals whose words only this task has taken up; mails keep theirs, by which the later ones of a thread are understood. */
function wordsMoveWith(db: Database, taskId: string): SQL | undefined {
  const others = alias(signalAnswers, "others");
  return and(
    ofTask(db, taskId),
    inArray(signals.status, ["handled"]),
    ne(signals.kind, "mail.received"),
    notExists(
      db
        .select({ one: sql`1` })
        .from(others)
        .where(and(eq(others.signalId, signals.id), eq(others.answer, "took"), ne(others.taskId, taskId))),
    ),
  );
}
