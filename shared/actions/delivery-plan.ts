import { z } from "zod";
import { changeDelivery, deliveryOfTask } from "../db/deliveries.ts";
import { deliveryStories } from "../db/schema.ts";
import { type DeliveryPlan, deliveryPlanSchema } from "../domain/delivery/delivery-plan.ts";
import { deliveryPlanText } from "../domain/delivery/delivery-plan-text.ts";
import { planProblems } from "../domain/delivery/plan-problems.ts";
import { storyOrder } from "../domain/delivery/story-order.ts";
import type { ActionKindModule } from "../spine/action-kind.ts";
import type { Ground } from "../spine/ground.ts";
import { unknownRepository } from "./github-target.ts";

const agreed = z.object({ stories: z.string() });
type Agreed = z.infer<typeof agreed>;

/**
 * Says yes to what is to be built and how. The effect is the permission itself, on record: the plan's digest and its stories, which
 * every story is held against when it is built.
 */
export const deliveryPlan: ActionKindModule<"delivery_plan", DeliveryPlan, Agreed> = {
  kind: "delivery_plan",
  schema: deliveryPlanSchema,
  result: agreed,
  service: null,
  target: ({ repository, title }) => `github:${repository.name}/plan/${title}`,
  outOfBounds: (plan, rules) => {
    const problems = planProblems(plan, plan.design);
    if (problems.length > 0) return problems.slice(0, 5).join("; ");
    return plan.repository.isNew ? null : unknownRepository(plan.repository.name, rules);
  },
  preview: (plan) => ({
    title: `${plan.title}: ${plan.stories.length} ${plan.stories.length === 1 ? "story" : "stories"} for ${plan.repository.name}`,
    body: deliveryPlanText(plan),
  }),

  apply: async (ground, { taskId, digest, payload }) => {
    const now = ground.now();
    const ordered = storyOrder(payload.stories);
    await ground.db.batch([
      changeDelivery(ground, taskId, { agreed: digest, stage: "repository" }),
      ...ordered.map(({ id }, ordinal) =>
        ground.db
          .insert(deliveryStories)
          .values({ deliveryId: taskId, storyId: id, ordinal, state: "planned", updatedAt: now })
          .onConflictDoUpdate({
            target: [deliveryStories.deliveryId, deliveryStories.storyId],
            set: { ordinal },
          }),
      ),
    ]);
    return { kind: "applied", result: { stories: String(ordered.length) } };
  },

  reconcile: async (ground, { taskId, digest, payload }) =>
    (await isAgreed(ground, taskId, digest))
      ? { kind: "found", result: { stories: String(payload.stories.length) } }
      : { kind: "absent" },
};

async function isAgreed({ db }: Ground, taskId: string, digest: string): Promise<boolean> {
  return (await deliveryOfTask(db, taskId))?.agreed === digest;
}
