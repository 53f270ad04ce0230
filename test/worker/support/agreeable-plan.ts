import { eq, sql } from "drizzle-orm";
import { actions, deliveries, deliveryStories } from "../../../shared/db/schema.ts";
import type { DeliveryPlan } from "../../../shared/domain/delivery/delivery-plan.ts";
import { allowed, performed } from "./carried-out.ts";
import { spine } from "./spine.ts";

/** A plan of one story that nothing speaks against. */
export const agreeable = (
  title: string,
  repository: DeliveryPlan["repository"] = { name: "acme/made", isNew: true },
): DeliveryPlan => ({
  title,
  project: "default",
  repository,
  documents: [{ id: "doc_1", version: 1, name: "brief.md" }],
  requirements: [
    {
      id: "R1",
      statement: "Rooms are listed",
      priority: "must",
      standing: "new",
      citations: [{ document: "doc_1", version: 1, from: 0, to: 20, quote: "Rooms must be listed" }],
    },
  ],
  open: [],
  stories: [
    {
      id: "S1",
      title: "See the rooms",
      narrative: "Somebody sees the rooms",
      priority: "must",
      requirements: ["R1"],
      criteria: ["GET /rooms lists them"],
      dependsOn: [],
    },
  ],
  design: {
    stack: "node_api",
    because: ["it has no user interface"],
    description: "Lists rooms.",
    components: [{ name: "rooms", purpose: "Lists them", files: ["src/rooms.ts"], uses: [] }],
    interfaces: [],
    decisions: [],
    stories: [{ story: "S1", tests: ["test/rooms.test.ts"], code: ["src/rooms.ts"] }],
  },
  revision: 1,
  estimates: [],
});

/** The delivery whose plan an action is. */
export async function aDelivery(actionId: string): Promise<void> {
  const now = spine.now();
  await spine.db.insert(deliveries).values({
    taskId: sql`(SELECT task_id FROM actions WHERE id = ${actionId})`,
    project: "default",
    repository: "acme/made",
    isNew: true,
    stage: "approval",
    documents: [],
    createdAt: now,
    updatedAt: now,
  });
}

/** A delivery whose plan people have agreed to. */
export async function agreedDelivery(plan: DeliveryPlan): Promise<{ delivery: string; plan: string }> {
  const actionId = await allowed("delivery_plan", plan);
  await aDelivery(actionId);
  await performed(actionId);
  const row = await spine.db
    .select({ delivery: actions.taskId, plan: actions.digest })
    .from(actions)
    .where(eq(actions.id, actionId))
    .get();
  if (!row) throw new Error(`there is no action ${actionId}`);
  return row;
}

/** How many stories stand in the agreed plan of this title. */
export async function agreedOn(title: string): Promise<number> {
  const rows = await spine.db
    .select({ story: deliveryStories.storyId })
    .from(deliveryStories)
    .innerJoin(actions, eq(actions.taskId, deliveryStories.deliveryId))
    .where(eq(actions.target, `github:acme/made/plan/${title}`));
  return rows.length;
}
