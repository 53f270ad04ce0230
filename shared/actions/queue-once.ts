import { z } from "zod";
import type { ApplyOutcome, ReconcileOutcome } from "../domain/sending.ts";
import { assignmentById, queueAssignment } from "../executor/assignments.ts";
import type { StoredSpec } from "../executor/stored-spec.ts";
import type { Ground } from "../spine/ground.ts";

/** What kinds answer whose effect is an assignment on its queue. */
export const queued = z.object({ assignmentId: z.string() });
export type Queued = z.infer<typeof queued>;

/** What an assignment is to do, once nothing is against it any more; or what is. */
type Order = { kind: "order"; spec: StoredSpec } | Exclude<ApplyOutcome<Queued>, { kind: "applied" }>;

/** The id of the first assignment that an action leads to. */
function firstOf(actionId: string): string {
  return `${actionId}.1`;
}

/** Puts the assignment that an action begins on its queue, once. @param orderOf is asked only while it isn't there. */
export async function queueOnce(
  ground: Ground,
  actionId: string,
  orderOf: (assignmentId: string) => Promise<Order>,
): Promise<ApplyOutcome<Queued>> {
  const assignmentId = firstOf(actionId);
  const done = { kind: "applied", result: { assignmentId } } as const;
  if (await assignmentById(ground, assignmentId)) return done;
  const order = await orderOf(assignmentId);
  if (order.kind !== "order") return order;
  await queueAssignment(ground, order.spec);
  return done;
}

/** Whether the assignment that an action begins is there. */
export async function findQueued(ground: Ground, { id }: { id: string }): Promise<ReconcileOutcome<Queued>> {
  const assignmentId = firstOf(id);
  return (await assignmentById(ground, assignmentId))
    ? { kind: "found", result: { assignmentId } }
    : { kind: "absent" };
}
