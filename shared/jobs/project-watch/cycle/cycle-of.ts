import { eq } from "drizzle-orm";
import { signals, tasks } from "../../../db/schema.ts";
import type { Spine } from "../../../spine/context.ts";
import type { WatchRules } from "../rules.ts";
import { type WatchCycle, watchCycleForm } from "../signals.ts";
import { lookUp } from "../../../platform/look-up.ts";

/** What a task is to do, and the rules that count now; null: it is no cycle, or its project is not watched any more. */
export async function cycleOf(
  { db, settings }: Spine,
  taskId: string,
): Promise<{ project: string; cycle: WatchCycle; rules: WatchRules } | null> {
  const found = await db
    .select({ body: signals.body })
    .from(tasks)
    .innerJoin(signals, eq(signals.id, tasks.signalId))
    .where(eq(tasks.id, taskId))
    .get();
  const cycle = watchCycleForm.schema.safeParse(found?.body);
  if (!cycle.success) return null;
  const { project } = cycle.data;
  const rules = lookUp(settings.RULES.projectWatch, project);
  return rules === undefined ? null : { project, cycle: cycle.data, rules };
}
