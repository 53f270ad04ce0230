import { z } from "zod";
import { changeDelivery, changeStory, deliveryOfTask, storiesOfDelivery } from "../db/deliveries.ts";
import type { Statement } from "../db/ledger.ts";
import { deliveryStories } from "../db/schema.ts";
import { type DeliveryPlan, deliveryPlanSchema } from "../domain/delivery/delivery-plan.ts";
import { deliveryPlanText } from "../domain/delivery/delivery-plan-text.ts";
import { planProblems } from "../domain/delivery/plan-problems.ts";
import { storyContent } from "../domain/delivery/story-content.ts";
import { storyOrder } from "../domain/delivery/story-order.ts";
import type { ActionKindModule } from "../spine/action-kind.ts";
import type { Ground } from "../spine/ground.ts";
import { othersRepository } from "./github-target.ts";

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
    return plan.repository.isNew ? null : othersRepository(plan.repository.name, rules);
  },
  preview: (plan) => ({
    title: `${plan.title}: ${plan.stories.length} ${plan.stories.length === 1 ? "story" : "stories"} for ${plan.repository.name}`,
    body: deliveryPlanText(plan),
  }),

  apply: async (ground, { taskId, digest, payload }) => {
    const updatedAt = ground.now();
    const before = await storiesOfDelivery(ground.db, taskId);
    const ordered = storyOrder(
      payload.stories,
      before.map(({ storyId }) => storyId),
    );
    const contents = await Promise.all(ordered.map(async ({ id }) => storyContent(payload, id)));
    const planned = ordered.map(({ id }, ordinal): Statement => {
      const set = { ordinal, planned: contents[ordinal] ?? null, updatedAt };
      const isAsBefore = before.find(({ storyId }) => storyId === id)?.planned === set.planned;
      return ground.db
        .insert(deliveryStories)
        .values({ deliveryId: taskId, storyId: id, state: "planned", ...set })
        .onConflictDoUpdate({
          target: [deliveryStories.deliveryId, deliveryStories.storyId],
          set: isAsBefore ? set : { ...set, state: "planned", note: null },
        });
    });
    const gone = before.filter(({ storyId }) => !ordered.some(({ id }) => id === storyId));
    const rest: Statement[] = [
      ...planned,
      ...gone.map(({ storyId }) =>
        changeStory(ground, { deliveryId: taskId, storyId }, ["planned", "failed"], {
          state: "skipped",
          note: "nobody asks for it any more",
        }),
      ),
    ];
    await ground.db.batch([changeDelivery(ground, taskId, { agreed: digest, stage: "repository" }), ...rest]);
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
