import { and, eq } from "drizzle-orm";
import {
  changeDelivery,
  changeStory,
  type DeliveryRow,
  deliveryOfTask,
  storiesOfDelivery,
} from "../../../db/deliveries.ts";
import { deliveryStories } from "../../../db/schema.ts";
import { taskById } from "../../../db/tasks.ts";
import { tooEarlyIn } from "../../../domain/delivery/story-order.ts";
import { isFinal } from "../../../domain/task-status.ts";
import { SignalboxError } from "../../../platform/errors.ts";
import type { Spine } from "../../../spine/context.ts";
import { fact, hit, record } from "../../../spine/record.ts";
import { wakeTask } from "../../../spine/wake.ts";

/** Somebody's word about a delivery that goes on. */
export interface Steering {
  taskId: string;
  /** Person id. */
  by: string;
}

/** A delivery that people can still steer. @throws SignalboxError `not_found`, or `conflict` when it is over. */
export async function steerable(spine: Spine, taskId: string): Promise<DeliveryRow> {
  const row = await deliveryOfTask(spine.db, taskId);
  if (!row) throw new SignalboxError("not_found", `${taskId} is no delivery`);
  const task = await taskById(spine.db, taskId);
  if (!task || isFinal(task.status))
    throw new SignalboxError(
      "conflict",
      `${taskId} is over: begin another delivery, which goes on with ${row.repository}`,
    );
  return row;
}

/** Pauses a delivery, or lets it go on. Doing it twice is the same as once. */
export async function pauseDelivery(spine: Spine, { taskId, by }: Steering, paused: boolean): Promise<void> {
  const row = await steerable(spine, taskId);
  if (row.paused === paused) return;
  await told(spine, { taskId, by }, paused ? "pauses the delivery" : "lets the delivery go on", [
    changeDelivery(spine, taskId, { paused }),
  ]);
}

/**
 * Puts the stories that are still to be built in another order.
 * @throws SignalboxError `bad_request` naming what is missing or too much, or what would stand before something that it depends on.
 */
export async function reorderStories(
  spine: Spine,
  { taskId, by }: Steering,
  order: readonly string[],
): Promise<void> {
  const { requirements } = await steerable(spine, taskId);
  const rows = await storiesOfDelivery(spine.db, taskId);
  const planned = rows.filter(({ state }) => state === "planned");
  const ids = planned.map(({ storyId }) => storyId);
  const missing = ids.filter((id) => !order.includes(id));
  const strange = order.filter((id, at) => !ids.includes(id) || order.indexOf(id) !== at);
  if (missing.length > 0 || strange.length > 0)
    throw new SignalboxError(
      "bad_request",
      [
        ...(missing.length === 0 ? [] : [`${missing.join(", ")} must be named too`]),
        ...(strange.length === 0
          ? []
          : [`${strange.join(", ")} can't be put in order: it is not planned, or named twice`]),
      ].join("; "),
    );
  const early = tooEarlyIn(order, requirements?.stories ?? []);
  if (early.length > 0)
    throw new SignalboxError(
      "bad_request",
      early.map(({ story, needs }) => `${story} depends on ${needs} and can't be built before it`).join("; "),
    );
  const places = planned.map(({ ordinal }) => ordinal);
  await told(
    spine,
    { taskId, by },
    `has the stories built in the order ${order.join(", ")}`,
    order.map((storyId, at) => {
      const { db, now } = spine;
      return db
        .update(deliveryStories)
        .set({ ordinal: places[at] ?? at, updatedAt: now() })
        .where(and(eq(deliveryStories.deliveryId, taskId), eq(deliveryStories.storyId, storyId)));
    }),
  );
}

/** Leaves a story out. @throws SignalboxError `not_found`, or `conflict` for one that is being built, or merged. */
export async function skipStory(
  spine: Spine,
  steering: Steering,
  storyId: string,
  reason: string,
): Promise<void> {
  await turn(spine, steering, storyId, {
    from: ["planned", "failed"],
    to: "skipped",
    note: reason,
    what: `leaves ${storyId} out: ${reason}`,
  });
}

/**
 * Has a story built, in its turn, that was left out or has failed.
 * @throws as `skipStory`, and `conflict` while something that it needs is left out: it would be left out again at once.
 */
export async function buildAgain(spine: Spine, steering: Steering, storyId: string): Promise<void> {
  const { requirements } = await steerable(spine, steering.taskId);
  const needed = requirements?.stories.find(({ id }) => id === storyId)?.dependsOn ?? [];
  const out = (await storiesOfDelivery(spine.db, steering.taskId)).filter(
    (one) => needed.includes(one.storyId) && one.state === "skipped",
  );
  if (out.length > 0)
    throw new SignalboxError(
      "conflict",
      `${storyId} needs ${out.map((one) => one.storyId).join(", ")}, which ${out.length === 1 ? "is" : "are"} left out: have that built first`,
    );
  await turn(spine, steering, storyId, {
    from: ["skipped", "failed"],
    to: "planned",
    note: null,
    what: `has ${storyId} built`,
  });
}

async function turn(
  spine: Spine,
  { taskId, by }: Steering,
  storyId: string,
  {
    from,
    to,
    note,
    what,
  }: {
    from: ("planned" | "failed" | "skipped")[];
    to: "skipped" | "planned";
    note: string | null;
    what: string;
  },
): Promise<void> {
  await steerable(spine, taskId);
  const row = (await storiesOfDelivery(spine.db, taskId)).find((one) => one.storyId === storyId);
  if (row === undefined) throw new SignalboxError("not_found", `${taskId} has no story ${storyId}`);
  if (row.state === to) return;
  const refusal = new SignalboxError(
    "conflict",
    `${storyId} is ${row.state}: only one that is ${from.join(" or ")} can be changed`,
  );
  if (!from.some((state) => state === row.state)) throw refusal;
  const [changed] = await told(spine, { taskId, by }, what, [
    changeStory(spine, { deliveryId: taskId, storyId }, from, { state: to, note }),
  ]);
  // It was begun in the very moment.
  if (!hit(changed)) throw refusal;
}

/** Puts somebody's word on record with what it changes, and has the delivery look. @param guard under which alone it counts */
export async function told(
  spine: Spine,
  { taskId, by }: Steering,
  what: string,
  records: Parameters<typeof record>[2],
  guard?: Parameters<typeof record>[3],
): Promise<unknown[]> {
  const key = `steered/${crypto.randomUUID()}`;
  const results = await record(
    spine,
    [fact(spine, taskId, key, "delivery.changed", `${by} ${what}`, { by })],
    records,
    guard,
  );
  await wakeTask(spine, taskId);
  return results;
}
