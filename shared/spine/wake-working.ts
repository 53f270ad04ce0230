import { inArray } from "drizzle-orm";
import { tasks } from "../db/schema.ts";
import type { Spine } from "./context.ts";
import { wakeTask } from "./wake.ts";

const wakenAtOnce = 100;

/** Lets what waits at a service's door try now. Whoever waits for something else looks, and waits on. */
export async function wakeWorking(spine: Spine): Promise<void> {
  const working = await spine.db
    .select({ id: tasks.id })
    .from(tasks)
    .where(inArray(tasks.status, ["queued", "working"]))
    .orderBy(tasks.createdAt)
    .limit(wakenAtOnce);
  await Promise.all(working.map(async ({ id }) => wakeTask(spine, id)));
}
