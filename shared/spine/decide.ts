import { and, eq, type SQL, sql } from "drizzle-orm";
import { approvals, effects } from "../db/schema.ts";
import { type DecisionRequest, type RefusalCode, ruleOn } from "../domain/approval.ts";
import type { Spine } from "./context.ts";
import { fact, record } from "./record.ts";
import { wakeTask } from "./wake.ts";

export type DecisionOutcome = { kind: "decided" } | { kind: "refused"; code: RefusalCode; reason: string };

/**
 * The one function in which every channel's decisions end. The first decision on an approval wins, by a conditional
 * update; everybody else is told how it stands. Refusals are recorded too.
 */
export async function decide(spine: Spine, request: DecisionRequest): Promise<DecisionOutcome> {
  const { db } = spine;
  const read = async () => db.select().from(approvals).where(eq(approvals.id, request.approvalId)).get();
  const approval = (await read()) ?? null;
  const ruling = ruleOn(request, approval, spine.settings.SLACK_APPROVERS);
  if (approval === null || ruling.kind === "refused")
    return refuse(spine, request, approval?.taskId ?? null, ruling);

  const { decision, by, channel, reason } = request;
  const decidedAt = spine.now();
  const mine = and(
    eq(approvals.id, approval.id),
    eq(approvals.decidedBy, by),
    eq(approvals.decidedAt, decidedAt),
  );
  const won = sql`EXISTS (SELECT 1 FROM ${approvals} WHERE ${mine})`;
  await record(
    spine,
    [
      fact(
        spine,
        approval.taskId,
        `${approval.id}/decided`,
        "approval.decided",
        `${by} ${decision} it${reason ? `: ${reason}` : ""}`,
        {
          approvalId: approval.id,
          actionId: approval.actionId,
          digest: approval.digest,
          decision,
          by,
          channel,
          reason,
        },
      ),
    ],
    [
      db
        .update(approvals)
        .set({ status: decision, decidedBy: by, decidedAt, channel, reason })
        .where(
          and(
            eq(approvals.id, approval.id),
            eq(approvals.status, "pending"),
            eq(approvals.digest, request.digest),
          ),
        ),
      // An effect begins to exist in the moment that allows it.
      ...(decision === "approved"
        ? [
            db
              .insert(effects)
              .select(newEffect(approval, decidedAt, won))
              .onConflictDoNothing(),
          ]
        : []),
    ],
    won,
  );
  const now = (await read()) ?? null;
  if (now?.decidedBy !== by || now.decidedAt !== decidedAt) {
    // Somebody was faster: rule again on what is there now.
    return refuse(spine, request, approval.taskId, ruleOn(request, now, spine.settings.SLACK_APPROVERS));
  }
  await wakeTask(spine.env, approval.taskId);
  return { kind: "decided" };
}

/** A pending effect as a row, where the guard holds. Columns in the order of the table. */
function newEffect(approval: { actionId: string; taskId: string }, at: number, guard: SQL): SQL {
  return sql`SELECT ${approval.actionId}, ${approval.taskId}, 'pending', 0, NULL, NULL, NULL, ${at} WHERE ${guard}`;
}

async function refuse(
  spine: Spine,
  request: DecisionRequest,
  taskId: string | null,
  ruling: ReturnType<typeof ruleOn>,
): Promise<DecisionOutcome> {
  const { code, reason } =
    ruling.kind === "refused"
      ? ruling
      : { code: "already_decided" as const, reason: "somebody else decided at the same moment" };
  if (taskId !== null) {
    const key = `${request.approvalId}/refused/${request.by}/${request.decision}/${crypto.randomUUID()}`;
    await record(spine, [
      fact(spine, taskId, key, "approval.refused", `${request.by} wanted it ${request.decision}: ${reason}`, {
        by: request.by,
        code,
        reason,
      }),
    ]);
  }
  return { kind: "refused", code, reason };
}
