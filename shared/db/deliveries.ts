import { and, asc, desc, eq, inArray, isNull, sql } from "drizzle-orm";
import type { Database } from "./database.ts";
import type { Statement } from "./ledger.ts";
import { deliveries, deliveryStories, ledger, llmCalls, tasks } from "./schema.ts";

export type DeliveryRow = typeof deliveries.$inferSelect;
export type DeliveryStoryRow = typeof deliveryStories.$inferSelect;

export async function deliveryOfTask(db: Database, taskId: string): Promise<DeliveryRow | undefined> {
  return db.select().from(deliveries).where(eq(deliveries.taskId, taskId)).get();
}

/** The stories of a delivery in their order. */
export async function storiesOfDelivery(db: Database, deliveryId: string): Promise<DeliveryStoryRow[]> {
  return db
    .select()
    .from(deliveryStories)
    .where(eq(deliveryStories.deliveryId, deliveryId))
    .orderBy(asc(deliveryStories.ordinal));
}

/** The stories of a delivery in their order, each with how its task ended. */
export async function standingStories(db: Database, deliveryId: string) {
  return db
    .select({ story: deliveryStories, status: tasks.status, failure: tasks.failure })
    .from(deliveryStories)
    .leftJoin(tasks, eq(tasks.id, deliveryStories.taskId))
    .where(eq(deliveryStories.deliveryId, deliveryId))
    .orderBy(asc(deliveryStories.ordinal));
}

/** The statement that changes a delivery's story; it returns the row if it was in one of the states. */
export function changeStory(
  { db, now }: { db: Database; now: () => number },
  { deliveryId, storyId, taskId }: Pick<DeliveryStoryRow, "deliveryId" | "storyId"> & { taskId?: string },
  from: readonly DeliveryStoryRow["state"][],
  set: Partial<Omit<DeliveryStoryRow, "deliveryId" | "storyId" | "updatedAt">>,
) {
  return db
    .update(deliveryStories)
    .set({ ...set, updatedAt: now() })
    .where(
      and(
        eq(deliveryStories.deliveryId, deliveryId),
        eq(deliveryStories.storyId, storyId),
        inArray(deliveryStories.state, [...from]),
        taskId === undefined ? undefined : eq(deliveryStories.taskId, taskId),
      ),
    )
    .returning({ storyId: deliveryStories.storyId });
}

/** What the model has cost for each of the tasks, micro-dollars, by what it was asked for. */
export async function costsByPurpose(
  db: Database,
  taskIds: readonly string[],
): Promise<{ taskId: string; purpose: string; microUsd: number }[]> {
  if (taskIds.length === 0) return [];
  return db
    .select({
      taskId: sql<string>`${llmCalls.taskId}`,
      purpose: llmCalls.purpose,
      microUsd: sql<number>`coalesce(sum(${llmCalls.microUsd}), 0)`,
    })
    .from(llmCalls)
    .where(inArray(llmCalls.taskId, [...taskIds]))
    .groupBy(llmCalls.taskId, llmCalls.purpose);
}

/** What the ledger has of how the tasks' changes were proven and built, oldest first. */
export async function proofsOf(db: Database, taskIds: readonly string[]) {
  if (taskIds.length === 0) return [];
  return db
    .select({ taskId: ledger.taskId, type: ledger.type, at: ledger.at, data: ledger.data })
    .from(ledger)
    .where(
      and(inArray(ledger.taskId, [...taskIds]), inArray(ledger.type, ["phase.passed", "checks.finished"])),
    )
    .orderBy(asc(ledger.seq));
}

/** The statement that changes a task's delivery. */
export function changeDelivery(
  { db, now }: { db: Database; now: () => number },
  taskId: string,
  set: Partial<Omit<DeliveryRow, "taskId" | "createdAt" | "updatedAt">>,
): Statement {
  return db
    .update(deliveries)
    .set({ ...set, updatedAt: now() })
    .where(eq(deliveries.taskId, taskId));
}

type Awaiting = Pick<DeliveryRow, "taskId" | "again" | "redo" | "written">;

/** A delivery's row, if that very thing is to be made anew of it. */
export function isAwaited(db: Database, awaiting: Awaiting) {
  return db.select({ taskId: deliveries.taskId }).from(deliveries).where(awaits(awaiting));
}

function awaits({ taskId, again, redo, written }: Awaiting) {
  return and(
    eq(deliveries.taskId, taskId),
    again === null ? isNull(deliveries.again) : eq(deliveries.again, again),
    redo === null ? isNull(deliveries.redo) : eq(deliveries.redo, redo),
    eq(deliveries.written, written),
  );
}

/**
 * The statement that changes what is to be made anew of a delivery; it returns the row if nobody has changed that since it was read.
 * @param seen the row as it was read
 */
export function changeAgain(
  { db, now }: { db: Database; now: () => number },
  seen: Awaiting,
  set: Partial<Omit<DeliveryRow, "taskId" | "createdAt" | "updatedAt">>,
) {
  return db
    .update(deliveries)
    .set({ ...set, updatedAt: now() })
    .where(awaits(seen))
    .returning({ taskId: deliveries.taskId });
}

/** Deliveries, newest first, from a keyset cursor on, each with its task. */
export async function listDeliveries(
  db: Database,
  limit: number,
  before: { at: number; id: string } | null,
): Promise<{ task: typeof tasks.$inferSelect; delivery: DeliveryRow }[]> {
  const older = before && sql`(${deliveries.createdAt}, ${deliveries.taskId}) < (${before.at}, ${before.id})`;
  return db
    .select({ task: tasks, delivery: deliveries })
    .from(deliveries)
    .innerJoin(tasks, eq(tasks.id, deliveries.taskId))
    .where(older ?? undefined)
    .orderBy(desc(deliveries.createdAt), desc(deliveries.taskId))
    .limit(limit);
}
