import { and, eq } from "drizzle-orm";
import { actions } from "../db/schema.ts";
import { deliveryOfTask } from "../db/deliveries.ts";
import { type DeliveryPlan, deliveryPlanSchema } from "../domain/delivery/delivery-plan.ts";
import type { Ground } from "../spine/ground.ts";

/** The plan that people have agreed to, from its very bytes; null: it isn't that any more, or never was. */
export async function agreedPlan(
  { db }: Pick<Ground, "db">,
  { delivery, plan }: { delivery: string; plan: string },
): Promise<DeliveryPlan | null> {
  const row = await deliveryOfTask(db, delivery);
  if (row?.agreed !== plan) return null;
  const approved = await db
    .select({ payload: actions.payload })
    .from(actions)
    .where(and(eq(actions.taskId, delivery), eq(actions.kind, "delivery_plan"), eq(actions.digest, plan)))
    .get();
  return approved === undefined ? null : deliveryPlanSchema.parse(JSON.parse(approved.payload));
}
