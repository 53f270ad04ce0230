import { z } from "zod";
import {
  costsByPurpose,
  type DeliveryStoryRow,
  proofsOf,
  storiesOfDelivery,
} from "../../../db/deliveries.ts";
import type { Database } from "../../../db/database.ts";
import type { BuiltStory } from "../../../domain/delivery/traceability.ts";

/** A story of an agreed plan, with what is known of its building. */
export interface StoryInWork extends BuiltStory, Pick<DeliveryStoryRow, "taskId" | "attempt"> {
  /** What CI has said, oldest first. Times are epoch milliseconds. */
  builds: { name: string; conclusion: string; commit: string; at: number }[];
  /** What the model has cost for it, micro-dollars. */
  microUsd: number;
}

const redRecord = z.object({
  record: z.object({ phase: z.literal("red"), newTests: z.array(z.string()).default([]) }),
});
const verdict = z.object({ name: z.string(), conclusion: z.string(), commit: z.string() });

/** The stories of a delivery's agreed plan in their order. */
export async function builtStories(db: Database, deliveryId: string): Promise<StoryInWork[]> {
  const rows = await storiesOfDelivery(db, deliveryId);
  const taskIds = rows.flatMap(({ taskId }) => taskId ?? []);
  const [costs, proofs] = [await costsByPurpose(db, taskIds), await proofsOf(db, taskIds)];
  return rows.map(({ storyId, state, taskId, attempt, pullRequest, url, commit, note }) => {
    const its = proofs.filter((one) => taskId !== null && one.taskId === taskId);
    const red = its.flatMap(({ type, data }) =>
      type === "phase.passed" ? (redRecord.safeParse(data).data ?? []) : [],
    );
    return {
      id: storyId,
      state,
      taskId,
      attempt,
      pullRequest,
      url,
      commit,
      note,
      tests: red.at(-1)?.record.newTests ?? [],
      builds: its.flatMap(({ type, data, at }) => {
        const said = type === "checks.finished" ? verdict.safeParse(data).data : undefined;
        return said === undefined ? [] : [{ ...said, at }];
      }),
      microUsd: costs.filter((one) => one.taskId === taskId).reduce((sum, { microUsd }) => sum + microUsd, 0),
    };
  });
}
