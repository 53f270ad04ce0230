import { env } from "cloudflare:workers";
import { eq } from "drizzle-orm";
import { approvals, effects, ledger, signals, tasks } from "../../../shared/db/schema.ts";
import { decide } from "../../../shared/spine/decide.ts";
import type { BugFixWorkflow } from "../../../workflows/bug-fix/bug-fix-workflow.ts";
import type { StepEngine } from "../../../workflows/durable-steps.ts";
import type { DeliveryWorkflow } from "../../../workflows/delivery/delivery-workflow.ts";
import type { EditorialWorkflow } from "../../../workflows/editorial/editorial-workflow.ts";
import { aTask, spine } from "./spine.ts";

/** A task with its signal, whose workflow the platform knows nothing of. */
export async function aTaskOf(id: string, kind: string, body: object, conversation: string): Promise<string> {
  await aTask({ id, kind: id.replace(/-[^-]*$/, ""), conversation });
  await spine.db
    .update(signals)
    .set({ kind, body })
    .where(eq(signals.id, `api:test:${id}`));
  return id;
}

/** Runs a workflow's steps by an engine, in the place of the platform. */
export async function work(
  workflow: typeof EditorialWorkflow | typeof BugFixWorkflow | typeof DeliveryWorkflow,
  taskId: string,
  engine: StepEngine,
): Promise<void> {
  await Reflect.apply(workflow.prototype.run, { env }, [{ payload: { taskId } }, engine]);
}

/** Somebody says yes, on the dashboard, to all of a task that waits for it. */
export async function approveAll(taskId: string): Promise<void> {
  const waiting = await spine.db.select().from(approvals).where(eq(approvals.taskId, taskId));
  for (const { id, status, digest } of waiting)
    if (status === "pending")
      await decide(spine, {
        approvalId: id,
        digest,
        decision: "approved",
        by: "arno",
        channel: "api",
        reason: null,
      });
}

/** What is on record of a task, and which of its effects aren't applied. */
export async function recorded(taskId: string) {
  const facts = await spine.db.select().from(ledger).where(eq(ledger.taskId, taskId)).orderBy(ledger.seq);
  const task = await spine.db.select().from(tasks).where(eq(tasks.id, taskId)).get();
  const left = await spine.db.select().from(effects).where(eq(effects.taskId, taskId));
  return { task, facts, left: left.filter(({ state }) => state !== "applied") };
}
