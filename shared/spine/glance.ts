import { eq } from "drizzle-orm";
import type { Database } from "../db/database.ts";
import { tasks } from "../db/schema.ts";
import type { Stop } from "../domain/stop.ts";
import type { Cancel } from "../domain/task.ts";
import type { Ground } from "./ground.ts";
import type { Glance } from "./step-memory.ts";
import { openStops } from "./stops.ts";

/** So long a glance counts for what is thought, milliseconds. What leaves is bound to the records themselves. */
const glanceMs = 1000;

/** The statements of a glance, to be run with others. */
export function glanceStatements(db: Database, taskId: string) {
  return [
    db.select({ cancel: tasks.cancel }).from(tasks).where(eq(tasks.id, taskId)),
    openStops(db),
  ] as const;
}

/** Keeps what a glance has shown. */
export function keepGlance(
  { step, now }: Pick<Ground, "step" | "now">,
  [found]: readonly { cancel: Cancel | null }[],
  stops: Stop[],
): Glance {
  const glance = { at: now(), cancel: found?.cancel ?? null, stops };
  if (step !== undefined) step.glance = glance;
  return glance;
}

/** Whether the task is to end, and what is stopped: as this step has seen it a moment ago, or as it is. */
export async function glanceAt(ground: Pick<Ground, "db" | "step" | "now">, taskId: string): Promise<Glance> {
  const known = ground.step?.glance ?? null;
  if (known !== null && Math.abs(ground.now() - known.at) < glanceMs) return known;
  const [task, stops] = await ground.db.batch(glanceStatements(ground.db, taskId));
  return keepGlance(ground, task, stops);
}

/** What was seen when the task was recorded counts as a glance: nobody wanted it to end, and nothing was stopped. False: that is too long ago. */
export function keepFirstGlance({ step, now }: Pick<Ground, "step" | "now">, at: number): boolean {
  if (Math.abs(now() - at) >= glanceMs) return false;
  if (step !== undefined) step.glance = { at, cancel: null, stops: [] };
  return true;
}
