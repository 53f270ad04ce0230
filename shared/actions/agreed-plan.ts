import { and, eq } from "drizzle-orm";
import { actions } from "../db/schema.ts";
import { deliveryOfTask } from "../db/deliveries.ts";
import { type DeliveryPlan, deliveryPlanSchema } from "../domain/delivery/delivery-plan.ts";
import type { Ground } from "../spine/ground.ts";

interface Named {
  /** Task of the delivery, and digest of its plan. */
  delivery: string;
  plan: string;
}

/** The plan that people have agreed to, from its very bytes; null: it isn't that any more, or never was. */
export async function agreedPlan(ground: Pick<Ground, "db">, named: Named): Promise<DeliveryPlan | null> {
  const row = await deliveryOfTask(ground.db, named.delivery);
  return row?.agreed === named.plan ? planWithDigest(ground, named) : null;
}

/** A plan that was proposed, from its very bytes, whatever people say to it; null: there was none. */
export async function planWithDigest(
  { db }: Pick<Ground, "db">,
  { delivery, plan }: Named,
): Promise<DeliveryPlan | null> {
  const proposed = await db
    .select({ payload: actions.payload })
    .from(actions)
    .where(and(eq(actions.taskId, delivery), eq(actions.kind, "delivery_plan"), eq(actions.digest, plan)))
    .get();
  return proposed === undefined ? null : deliveryPlanSchema.parse(JSON.parse(proposed.payload));
}
