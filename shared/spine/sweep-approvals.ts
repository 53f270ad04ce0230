import { and, asc, eq, isNull, lte, type SQL } from "drizzle-orm";
import type { SQLiteColumn } from "drizzle-orm/sqlite-core";
import { approvals } from "../db/schema.ts";
import { stopAmong } from "../domain/stop.ts";
import { code, mrkdwn, slackTime } from "../integrations/slack/mrkdwn.ts";
import { log } from "../platform/log.ts";
import { announce } from "./announce.ts";
import { changeApproval } from "./change-approval.ts";
import type { Spine } from "./context.ts";
import { openStops, whereOf } from "./stops.ts";

const atOnce = 100;
/** Among so many it looks for those that no stop is for. */
const lookedAt = 500;

/** A project's clock releases holds; what it has lost is overdue by more than this when the sweep takes it. */
const clockGraceMs = 5000;

/** What time does to approvals: overdue holds are released, patience ends, people are reminded. Returns how many. */
export async function sweepApprovals(spine: Spine): Promise<number> {
  const now = spine.now();
  const overdue = await due(spine, lte(approvals.holdUntil, now - clockGraceMs), approvals.holdUntil);
  for (const { id } of overdue) await changeApproval(spine, id, { kind: "release" });
  if (overdue.length > 0) log.warn("holds.swept", { count: overdue.length });

  const expired = await due(
    spine,
    and(lte(approvals.expiresAt, now), isNull(approvals.holdUntil)),
    approvals.expiresAt,
  );
  for (const { id } of expired) await changeApproval(spine, id, { kind: "expire" });

  const forgotten = await due(
    spine,
    and(lte(approvals.remindAt, now), isNull(approvals.holdUntil)),
    approvals.remindAt,
  );
  for (const { id } of forgotten) await remind(spine, id);
  return overdue.length + expired.length + forgotten.length;
}

async function due(spine: Spine, when: SQL | undefined, order: SQLiteColumn) {
  const { taskId, project, kind } = approvals;
  const [rows, stops] = await spine.db.batch([
    spine.db
      .select({ id: approvals.id, taskId, project, kind })
      .from(approvals)
      .where(and(eq(approvals.status, "pending"), when))
      .orderBy(asc(order))
      .limit(lookedAt),
    openStops(spine.db),
  ]);
  // What is stopped waits, and keeps nothing else from its turn.
  return rows.filter((row) => stopAmong(stops, whereOf(spine, row)) === null).slice(0, atOnce);
}

/** Reminds once: whoever writes that it was done also says it. */
async function remind(spine: Spine, approvalId: string): Promise<void> {
  const change = await changeApproval(spine, approvalId, { kind: "remind", nextRemindAt: null });
  if (change.kind !== "changed") return;
  const { taskId, kind, target, expiresAt, bundle } = change.row;
  const end =
    expiresAt === null
      ? mrkdwn`It waits for as long as it takes.`
      : mrkdwn`It is closed as a no at ${slackTime(expiresAt)}.`;
  await announce(
    spine,
    taskId,
    // Of what is asked about together people are reminded once.
    `remind-${bundle ?? approvalId}`,
    mrkdwn`:bell: *${kind}* for ${code(target)} still waits for a decision. ${end}`,
  );
}
