import { asc, desc, eq, sql } from "drizzle-orm";
import type { Database } from "./database.ts";
import type { Statement } from "./ledger.ts";
import { deliveries, deliveryStories, tasks } from "./schema.ts";

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
