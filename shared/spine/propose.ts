import { and, eq, isNull, ne } from "drizzle-orm";
import { actionKindOf } from "../actions/registry.ts";
import type { Statement } from "../db/ledger.ts";
import { actions, approvals, effects } from "../db/schema.ts";
import type { Provenance } from "../domain/provenance.ts";
import type { Verdict } from "../domain/verdict.ts";
import { canonicalJson, sha256 } from "../platform/digest.ts";
import { type ActionKind, boundaryOf } from "../policy/boundaries.ts";
import { verdictOn } from "../policy/verdict.ts";
import type { Spine } from "./context.ts";
import { fact, record } from "./record.ts";

export interface Proposal {
  taskId: string;
  /** Unique within the task and the same when the step runs again: it makes the action's id. */
  key: string;
  kind: ActionKind;
  /** What the action would change: two pending actions on one target can't both wait. */
  target: string;
  payload: unknown;
  provenance: Provenance;
  revision: number;
}

export interface Proposed {
  actionId: string;
  /** Null when the verdict asks for no approval. */
  approvalId: string | null;
  digest: string;
  verdict: Verdict;
}

/**
 * Records a proposed action with its verdict: an effect that may start, or an approval that is waited for.
 * An older pending action on the same target is superseded in the same moment. Proposing twice records once.
 */
export async function propose(spine: Spine, proposal: Proposal): Promise<Proposed> {
  const { taskId, key, kind, target, provenance, revision } = proposal;
  const { db } = spine;
  const actionId = `${taskId}.${key}`;
  const payload = canonicalJson(proposal.payload);
  const digest = await sha256(payload);
  const verdict = verdictOn({
    kind,
    provenance,
    schemaValid: actionKindOf(kind)?.isValid(proposal.payload) ?? false,
  });
  const createdAt = spine.now();
  const needsApproval = verdict.kind === "approval";
  const approvalId = needsApproval ? `approval-${actionId}` : null;

  const rows: Statement[] = [
    db
      .insert(actions)
      .values({
        id: actionId,
        taskId,
        kind,
        target,
        payload,
        digest,
        provenance,
        risk: boundaryOf(kind).risk,
        revision,
        verdict,
        createdAt,
      })
      .onConflictDoNothing(),
  ];
  const facts = [
    fact(spine, taskId, `${key}/verdict`, "verdict.given", `${kind}: ${verdict.kind}`, {
      actionId,
      kind,
      target,
      digest,
      revision,
      verdict: verdict.kind,
      reasons: verdict.reasons,
    }),
  ];
  if (verdict.kind === "auto") {
    rows.push(
      db
        .insert(effects)
        .values({ actionId, taskId, state: "pending", attempts: 0, updatedAt: createdAt })
        .onConflictDoNothing(),
    );
  }
  if (approvalId !== null) {
    rows.push(
      db
        .insert(approvals)
        .values({ id: approvalId, actionId, taskId, digest, status: "pending", createdAt })
        .onConflictDoNothing(),
      db
        .update(actions)
        .set({ supersededBy: actionId })
        .where(
          and(
            eq(actions.taskId, taskId),
            eq(actions.kind, kind),
            eq(actions.target, target),
            ne(actions.id, actionId),
            isNull(actions.supersededBy),
          ),
        ),
      db
        .update(approvals)
        .set({ status: "superseded" })
        .where(
          and(eq(approvals.taskId, taskId), eq(approvals.status, "pending"), ne(approvals.id, approvalId)),
        ),
    );
  }
  await record(spine, facts, rows);
  return { actionId, approvalId, digest, verdict };
}
