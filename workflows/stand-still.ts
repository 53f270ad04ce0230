import { eq } from "drizzle-orm";
import { stops } from "../shared/db/schema.ts";
import type { Attempt } from "../shared/domain/attempt.ts";
import { fact, record } from "../shared/spine/record.ts";
import type { DurableSteps } from "./durable-steps.ts";

const dayMs = 24 * 60 * 60_000;

/** Waits where it is until a stop has ended; the task's ledger says so, once for each stop. Whoever is woken looks for itself. */
export async function standStill(
  run: DurableSteps,
  name: string,
  { stopId, reason }: Extract<Attempt<never>, { kind: "stopped" }>,
): Promise<void> {
  const waits = await run.once(name, async () => {
    const { spine, taskId } = run;
    await record(spine, [fact(spine, taskId, `stop/${stopId}`, "stop.waited", reason, { stopId })]);
    // Only after that: whoever resumes wakes those that have said that they wait.
    const found = await spine.db.select().from(stops).where(eq(stops.id, stopId)).get();
    return found?.resumedAt === null;
  });
  if (waits) await run.nap(name, dayMs);
}
