import { and, eq, inArray } from "drizzle-orm";
import { approvals } from "../db/schema.ts";
import { type Approval, type ApprovalEvent, type RefusalCode, reduceApproval } from "../domain/approval.ts";
import { inBackground } from "../platform/background.ts";
import { type ApprovalRow, entryOf } from "./approval-entry.ts";
import type { Spine } from "./context.ts";
import { type Entry, hit, recordAll } from "./record.ts";
import { wakeTask } from "./wake.ts";

export type { ApprovalRow } from "./approval-entry.ts";

export type Change =
  | { kind: "changed"; next: Approval; row: ApprovalRow; closed: boolean }
  | { kind: "refused"; code: RefusalCode; reason: string; row: ApprovalRow | null }
  | { kind: "unchanged"; row: ApprovalRow };

type EventFor = ApprovalEvent | ((row: ApprovalRow) => ApprovalEvent);

/**
 * The one way in which an approval changes: the pure state machine says what becomes of it, and a conditional update
 * writes that together with its fact, the effect that it allows and the outcome that it means. Whoever loses the race
 * is ruled on again by what is there then, so every event is answered by the truth.
 */
export async function changeApproval(spine: Spine, approvalId: string, eventFor: EventFor): Promise<Change> {
  for (;;) {
    const row = await spine.db.select().from(approvals).where(eq(approvals.id, approvalId)).get();
    if (!row) return { kind: "refused", code: "not_found", reason: "there is no such approval", row: null };
    const [change] = await changeRows(spine, [row], eventFor);
    if (change) return change;
  }
}

/**
 * Releases holds whose time has come, in the order given, in one batch. Answers for each whether the clock is done with
 * it (null) or when it has to come back.
 */
export async function releaseHolds(
  spine: Spine,
  ids: readonly string[],
): Promise<Map<string, number | null>> {
  const rows = await spine.db
    .select()
    .from(approvals)
    .where(and(inArray(approvals.id, [...ids]), eq(approvals.status, "pending")));
  const inOrder = ids.flatMap((id) => rows.find((row) => row.id === id) ?? []);
  const changes = await changeRows(spine, inOrder, { kind: "release" });
  const later = new Map<string, number | null>(ids.map((id) => [id, null]));
  for (const [n, row] of inOrder.entries()) {
    // Somebody decided in this very moment: alone, it is answered by the truth.
    const change = changes[n] ?? (await changeApproval(spine, row.id, { kind: "release" }));
    if (change.kind === "unchanged" && change.row.status === "pending")
      later.set(row.id, change.row.holdUntil);
  }
  return later;
}

/** Changes approvals side by side, each for itself; null for one that somebody else has changed meanwhile. */
async function changeRows(
  spine: Spine,
  rows: readonly ApprovalRow[],
  eventFor: EventFor,
): Promise<(Change | null)[]> {
  const entries: Entry[] = [];
  const plans = rows.map((row) => {
    const event = typeof eventFor === "function" ? eventFor(row) : eventFor;
    const transition = reduceApproval(row, event, spine.now());
    if (transition.kind === "changed") entries.push(entryOf(spine, row, event, transition.next));
    return { row, transition };
  });
  const results = await recordAll(spine, entries);
  return plans.map(({ row, transition }) => {
    if (transition.kind !== "changed") return { ...transition, row };
    const [updated] = results.shift() ?? [];
    if (!hit(updated)) return null;
    const { next, closed } = transition;
    // A hold that came too late asks: its workflow has to put the question.
    if (closed || next.holdUntil !== row.holdUntil)
      inBackground("wake", { taskId: row.taskId }, async () => wakeTask(spine, row.taskId));
    return { kind: "changed", next, row, closed };
  });
}
