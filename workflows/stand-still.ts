import { eq } from "drizzle-orm";
import { stops } from "../shared/db/schema.ts";
import type { Attempt } from "../shared/domain/attempt.ts";
import { fact, record } from "../shared/spine/record.ts";
import type { DurableSteps } from "./durable-steps.ts";

/** Longer than that nobody relies on a wake. */
export const dayMs = 24 * 60 * 60_000;

/** Waits where it is until a stop has ended. Whoever is woken looks for itself. */
export async function standStill(run: DurableSteps, name: string, stopped: Stopped): Promise<void> {
  if (await isHalted(run, name, stopped)) await run.nap(name, dayMs);
}

type Stopped = Extract<Attempt<never>, { kind: "stopped" }>;

/** Says in the task's ledger, once for each stop, that it is halted. False when the stop is over already. */
export async function isHalted(
  run: DurableSteps,
  name: string,
  { stopId, reason }: Stopped,
): Promise<boolean> {
  return run.once(name, async () => {
    const { spine, taskId } = run;
    await record(spine, [fact(spine, taskId, `stop/${stopId}`, "stop.waited", reason, { stopId })]);
    // Only after that: whoever resumes wakes those that have said that they wait.
    const found = await spine.db.select().from(stops).where(eq(stops.id, stopId)).get();
    return found?.resumedAt === null;
  });
}
