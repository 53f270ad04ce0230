import { isNotNull } from "drizzle-orm";
import { tasks } from "../db/schema.ts";
import { inBackground } from "../platform/background.ts";
import type { Spine } from "./context.ts";
import { wakeTask } from "./wake.ts";

/** More wait out their pause. */
const wakenAtOnce = 200;

/**
 * Lets the tasks that wait for a service try now, in the order in which they were made: one is woken after the other, so that they
 * come to its door one by one. Who has woken and waits for another service looks, and waits on. Nobody waits for this.
 */
export function wakeWaiting(spine: Spine): void {
  inBackground("wake.waiting", {}, async () => {
    const waiting = await spine.db
      .select({ id: tasks.id })
      .from(tasks)
      .where(isNotNull(tasks.awaits))
      .orderBy(tasks.createdAt)
      .limit(wakenAtOnce);
    for (const { id } of waiting) await wakeTask(spine, id);
  });
}
