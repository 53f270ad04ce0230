import { and, eq, inArray, type SQL, sql } from "drizzle-orm";
import { approvals } from "../db/schema.ts";
import { type Approval, type ApprovalEvent, type RefusalCode, reduceApproval } from "../domain/approval.ts";
import { clockAfter, type Stop, stopAmong } from "../domain/stop.ts";
import { inBackground } from "../platform/background.ts";
import { type ApprovalRow, entryOf, isByTime } from "./approval-entry.ts";
import { whyGone } from "./archive/why-gone.ts";
import type { Spine } from "./context.ts";
import type { Entry } from "../db/ledger.ts";
import { hit, recordAll } from "./record.ts";
import { stopsSince, whereOf } from "./stops.ts";
import { wakeTask } from "./wake.ts";

export type { ApprovalRow } from "./approval-entry.ts";

export type Change =
  | { kind: "changed"; next: Approval; row: ApprovalRow; closed: boolean }
  | { kind: "refused"; code: RefusalCode; reason: string; row: ApprovalRow | null }
  /** `stopped`: whatever time would do to it waits for the end of a stop. */
  | { kind: "unchanged"; row: ApprovalRow; stopped: boolean };

/** So soon the clock of a stopped hold is looked at again; whoever resumes sets it anew at once. */
const stoppedLookMs = 30_000;

type EventFor = ApprovalEvent | ((row: ApprovalRow) => ApprovalEvent);

/**
 * The one way in which an approval changes: the pure state machine says what becomes of it, and a conditional update
 * writes that together with its fact, the effect that it allows and the outcome that it means. Whoever loses the race
 * is ruled on again by what is there then, so every event is answered by the truth.
 * @param known what was just read
 */
export async function changeApproval(
  spine: Spine,
  approvalId: string,
  eventFor: EventFor,
  known: KnownApproval | null = null,
): Promise<Change> {
  for (let before = known; ; before = null) {
    const { row, stops } = before ?? (await readApproval(spine, approvalId));
    if (!row) {
      const reason = await whyGone(spine.db, approvalId, "there is no such approval");
      return { kind: "refused", code: "not_found", reason, row: null };
    }
    const [change] = await changeRows(spine, [row], stops, eventFor);
    if (change) return change;
  }
}

/** An approval and the stops that its clock has to make up for, as they are on record. */
export interface KnownApproval {
  row: ApprovalRow | undefined;
  stops: Stop[];
}

/** The statements that read it, to be run with others. */
export function approvalStatements({ db }: Spine, approvalId: string) {
  const mine = eq(approvals.id, approvalId);
  return [db.select().from(approvals).where(mine), stopsSince(db, clockOf(mine))] as const;
}

async function readApproval(spine: Spine, approvalId: string): Promise<KnownApproval> {
  const [[row], stops] = await spine.db.batch(approvalStatements(spine, approvalId));
  return { row, stops };
}

/**
 * Releases holds whose time has come, in the order given, in one batch. Answers for each whether the clock is done with
 * it (null) or when it has to come back.
 */
export async function releaseHolds(
  spine: Spine,
  ids: readonly string[],
): Promise<Map<string, number | null>> {
  const waiting = and(inArray(approvals.id, [...ids]), eq(approvals.status, "pending"));
  const [rows, stops] = await spine.db.batch([
    spine.db.select().from(approvals).where(waiting),
    stopsSince(spine.db, clockOf(waiting)),
  ]);
  const inOrder = ids.flatMap((id) => rows.find((row) => row.id === id) ?? []);
  const changes = await changeRows(spine, inOrder, stops, { kind: "release" });
  const later = new Map<string, number | null>(ids.map((id) => [id, null]));
  for (const [n, row] of inOrder.entries()) {
    // Somebody decided in this very moment: alone, it is answered by the truth.
    const change = changes[n] ?? (await changeApproval(spine, row.id, { kind: "release" }));
    if (change.kind === "unchanged" && change.row.status === "pending")
      later.set(row.id, change.stopped ? spine.now() + stoppedLookMs : change.row.holdUntil);
  }
  return later;
}

/** From when on the clocks of some approvals haven't made up yet for what stood still. */
function clockOf(of: SQL | undefined): SQL {
  return sql`coalesce((SELECT min(coalesce(${approvals.clockAt}, ${approvals.createdAt})) FROM ${approvals} WHERE ${of}), 0)`;
}

/** An approval with its times as they count now: a stop's time is no time. */
export function clocked(spine: Spine, row: ApprovalRow, stops: readonly Stop[]): ApprovalRow {
  // What is decided has no clock any more.
  if (row.status !== "pending") return row;
  const clock = { ...row, clockAt: row.clockAt ?? row.createdAt };
  return clockAfter(clock, stops, whereOf(spine, row), spine.now());
}

/**
 * Changes approvals side by side, each for itself; null for one that somebody else has changed meanwhile, or that was
 * stopped in this moment.
 */
async function changeRows(
  spine: Spine,
  rows: readonly ApprovalRow[],
  stops: readonly Stop[],
  eventFor: EventFor,
): Promise<(Change | null)[]> {
  const entries: Entry[] = [];
  const plans = rows.map((recorded) => {
    const row = clocked(spine, recorded, stops);
    const event = typeof eventFor === "function" ? eventFor(row) : eventFor;
    const stopped = isByTime(event) && stopAmong(stops, whereOf(spine, row)) !== null;
    const transition = stopped ? { kind: "unchanged" as const } : reduceApproval(row, event, spine.now());
    if (transition.kind === "changed") entries.push(entryOf(spine, row, event, transition.next));
    return { row, transition, stopped };
  });
  const results = await recordAll(spine, entries);
  return plans.map(({ row, transition, stopped }) => {
    if (transition.kind === "unchanged") return { ...transition, row, stopped };
    if (transition.kind === "refused") return { ...transition, row };
    const [updated] = results.shift() ?? [];
    if (!hit(updated)) return null;
    const { next, closed } = transition;
    // A hold that came too late asks: its workflow has to put the question.
    if (closed || next.holdUntil !== row.holdUntil)
      inBackground("wake", { taskId: row.taskId }, async () => wakeTask(spine, row.taskId));
    return { kind: "changed", next, row, closed };
  });
}
