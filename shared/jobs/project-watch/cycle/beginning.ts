import { and, eq, isNull, type SQL, sql } from "drizzle-orm";
import { insertWhere } from "../../../db/insert-where.ts";
import type { Statement } from "../../../db/ledger.ts";
import { signals, watchCycles, watches, watchSignals } from "../../../db/schema.ts";
import type { NewSignal } from "../../../domain/signal.ts";
import type { Spine } from "../../../spine/context.ts";
import { cycleSignal } from "./cycle-signal.ts";

/** Holds where signals of a project wait for a cycle. */
export function waits(project: string): SQL {
  return sql`EXISTS (SELECT 1 FROM ${watchSignals} WHERE ${and(eq(watchSignals.project, project), eq(watchSignals.state, "new"))})`;
}

/** The statements with which the slot's cycle begins, if there is something for it to do; the first returns a row if so. */
export async function beginning(
  { db }: Spine,
  { project, slot, day }: { project: string; slot: number; day: string | null },
  at: number,
  guard: SQL,
): Promise<{ statements: Statement[]; signal: NewSignal; taskId: string }> {
  const { signal, taskId } = await cycleSignal({
    type: "watch_cycle",
    project,
    slot: String(slot),
    housekeeping: day,
    rehearsal: false,
  });
  const { id, kind, provenance, body } = signal;
  const isThere = sql`EXISTS (SELECT 1 FROM ${signals} WHERE ${eq(signals.id, id)})`;
  const hasBegun = sql`EXISTS (SELECT 1 FROM ${watches} WHERE ${and(eq(watches.project, project), eq(watches.taskId, taskId))})`;
  const mine = sql`${guard} AND ${hasBegun}`;
  const statements = [
    db
      .update(watches)
      .set({ taskId })
      .where(
        and(
          eq(watches.project, project),
          guard,
          isNull(watches.taskId),
          sql`NOT ${isThere}`,
          day === null ? waits(project) : undefined,
        ),
      )
      .returning({ taskId: watches.taskId }),
    insertWhere(
      db,
      signals,
      { id, kind, provenance, body, status: "received", receivedAt: at },
      mine,
    ).onConflictDoNothing(),
    insertWhere(
      db,
      watchCycles,
      { taskId, project, slot: String(slot), housekeeping: day !== null, createdAt: at },
      mine,
    ).onConflictDoNothing(),
  ];
  return { statements, signal, taskId };
}
