import { and, eq, isNull } from "drizzle-orm";
import { approvals, effects } from "../db/schema.ts";
import { changeApproval } from "./change-approval.ts";
import type { Spine } from "./context.ts";
import { loadAction } from "./load-action.ts";
import { settleEffect } from "./settle-effect.ts";

/**
 * Closes an effect that its task has given up: what wasn't sent must not be sent later, when nobody expects it.
 * One that is unknown stays so: giving up says nothing of what happened.
 */
export async function abandonEffect(spine: Spine, actionId: string, reason: string): Promise<void> {
  const loaded = await loadAction(spine, actionId);
  if (loaded?.effect.state !== "pending" || loaded.effect.sentAt !== null) return;
  await settleEffect(spine, loaded, loaded.effect, { kind: "refused", error: `given up: ${reason}` });
}

/** Closes all that a cancelled task has not sent. What was sent and not answered stays what it is. */
export async function abandonUnsent(spine: Spine, taskId: string, reason: string): Promise<void> {
  const unsent = await spine.db
    .select({ actionId: effects.actionId })
    .from(effects)
    .where(and(eq(effects.taskId, taskId), eq(effects.state, "pending"), isNull(effects.sentAt)));
  for (const { actionId } of unsent) {
    const loaded = await loadAction(spine, actionId);
    if (loaded) await settleEffect(spine, loaded, loaded.effect, { kind: "cancelled", error: reason });
  }
}

/** Closes what still waits for people on behalf of a task that has failed or was cancelled: a yes would come to nothing. */
export async function withdrawApprovals(spine: Spine, taskId: string): Promise<void> {
  const open = await spine.db
    .select({ id: approvals.id })
    .from(approvals)
    .where(and(eq(approvals.taskId, taskId), eq(approvals.status, "pending")));
  for (const { id } of open) await changeApproval(spine, id, { kind: "withdraw" });
}
