import { and, eq } from "drizzle-orm";
import { tasks } from "../db/schema.ts";
import type { Spine } from "./context.ts";
import { wakeTask } from "./wake.ts";

const wakenAtOnce = 100;

/** Lets tasks go on that have paused for want of money, of one task or one project where that is named. Whoever still finds too little pauses again. */
export async function wakePaused(
  spine: Spine,
  { taskId, project }: { taskId?: string; project?: string },
): Promise<void> {
  const paused = await spine.db
    .select({ id: tasks.id })
    .from(tasks)
    .where(
      and(
        eq(tasks.status, "out_of_budget"),
        taskId === undefined ? undefined : eq(tasks.id, taskId),
        project === undefined ? undefined : eq(tasks.project, project),
      ),
    )
    .orderBy(tasks.createdAt)
    .limit(wakenAtOnce);
  await Promise.all(paused.map(async ({ id }) => wakeTask(spine, id)));
}
