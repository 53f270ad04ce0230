import { eq } from "drizzle-orm";
import { watchSignals } from "../../shared/db/schema.ts";
import { formFacts } from "../../shared/jobs/project-watch/thinking/form-facts.ts";
import {
  keepFacts,
  readingsSchema,
  sanitisePrompt,
  sanitiseSystem,
  sanitiseTokens,
} from "../../shared/jobs/project-watch/thinking/sanitise.ts";
import type { DurableRun } from "../durable-run.ts";
import { type Cycle, type Missing, missingOf, readingsIn, skipped } from "./cycle.ts";
import { patience } from "./patience.ts";

/**
 * Has strangers' words read in quarantine: what comes out are facts with their quotes, kept with the signals. What couldn't be
 * read is told of, and the others go on.
 */
export async function sanitise(run: DurableRun, cycle: Cycle): Promise<Missing[]> {
  const missing: Missing[] = [];
  for (const [n, refs] of cycle.read.entries()) {
    const name = `sanitise ${n + 1}`;
    const tried = await run.tryAnswer(
      name,
      patience.sanitise,
      async (problems) => ({
        taskId: run.taskId,
        project: run.project,
        purpose: "sanitise",
        tier: "judge",
        system: sanitiseSystem,
        user: sanitisePrompt(await batchOf(run, refs), problems),
        schema: readingsSchema,
        maxTokens: sanitiseTokens,
      }),
      async ({ readings }) => {
        const batch = await batchOf(run, refs);
        const kept = batch.map((reading) => {
          const { facts, flag } = keepFacts(
            reading,
            readings.find(({ signal }) => signal === reading.ref),
          );
          return { id: reading.id, flag, facts: [...formFacts(reading), ...facts] };
        });
        const count = kept.reduce((sum, { facts }) => sum + facts.length, 0);
        const flagged = kept.filter(({ flag }) => flag !== null).length;
        const { db } = run.spine;
        return {
          kept: count,
          facts: [
            run.fact(
              `watch/${name}`,
              "watch.sanitised",
              `${count} facts read out of ${batch.length} signals${flagged === 0 ? "" : `, ${flagged} of which try to give instructions`}`,
              { signals: batch.map(({ id }) => id), facts: count, flagged },
            ),
          ],
          records: kept.map(({ id, facts, flag }) =>
            db.update(watchSignals).set({ facts, flag }).where(eq(watchSignals.id, id)),
          ),
        };
      },
    );
    const left = missingOf(tried, refs);
    if (left === null) continue;
    missing.push(left);
    await skipped(run, name, left);
    // Without money, or without anybody to ask, the next group fares no better.
    if (left.kind !== "unusable")
      return [...missing, ...cycle.read.slice(n + 1).map((rest) => ({ ...left, refs: rest }))];
  }
  return missing;
}

async function batchOf(run: DurableRun, refs: readonly string[]) {
  const told = await readingsIn(run);
  return told.map(({ reading }) => reading).filter(({ ref }) => refs.includes(ref));
}
