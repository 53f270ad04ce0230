import { and, desc, eq } from "drizzle-orm";
import { ledger } from "../../db/schema.ts";
import { signalById } from "../../db/signals.ts";
import { apartSignalId } from "../../domain/signal.ts";
import type { Spine } from "../../spine/context.ts";
import { taskIdOf } from "../../spine/jobs.ts";
import { enqueueSoon } from "../../spine/receive.ts";
import { newSignal } from "../../spine/record-signals.ts";
import { fact, hit, record } from "../../spine/record.ts";
import { bugFixName } from "./name.ts";

export type Parted =
  | { kind: "parted"; taskId: string; signalId: string }
  | { kind: "refused"; reason: string };

/**
 * Takes a report for a bug of its own that was linked to a task: it begins one, from a signal that says the same. Doing it
 * twice leads to the same task.
 * @param named the report's signal, or its beginning; null: the newest that was linked.
 */
export async function partReport(
  spine: Spine,
  { taskId, named, by }: { taskId: string; named: string | null; by: string },
): Promise<Parted> {
  const { db } = spine;
  const linked = await db
    .select({ data: ledger.data })
    .from(ledger)
    .where(and(eq(ledger.taskId, taskId), eq(ledger.type, "bug.linked")))
    .orderBy(desc(ledger.seq));
  const ids = linked.map(({ data }) => String(data["signalId"]));
  const signalId = ids.find((one) => named === null || one.startsWith(named));
  const first = signalId === undefined ? undefined : await signalById(db, signalId);
  if (signalId === undefined || first === undefined)
    return {
      kind: "refused",
      reason: `no report is linked to ${taskId}${named === null ? "" : ` as ${named}`}`,
    };
  const { kind, provenance, body } = first;
  const signal = { id: apartSignalId(signalId), kind, provenance, body, dropReason: null };
  const next = await taskIdOf(signal.id, { name: bugFixName });
  const [inserted] = await record(
    spine,
    [
      fact(spine, taskId, `parted/${signalId}`, "bug.parted", `${by} said that ${signalId} is another bug`, {
        by,
        signalId,
        taskId: next,
      }),
    ],
    [newSignal(spine, signal)],
  );
  if (hit(inserted)) enqueueSoon(spine, signal);
  return { kind: "parted", taskId: next, signalId };
}
