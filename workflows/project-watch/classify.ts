import { eq } from "drizzle-orm";
import { watchSignals } from "../../shared/db/schema.ts";
import type { Importance } from "../../shared/domain/watch/thought.ts";
import {
  classifyPrompt,
  classifySystem,
  classifyTokens,
} from "../../shared/jobs/project-watch/thinking/classify.ts";
import { ground } from "../../shared/jobs/project-watch/thinking/ground.ts";
import { knownOf } from "../../shared/jobs/project-watch/thinking/known.ts";
import type { Plan } from "../../shared/jobs/project-watch/thinking/plan.ts";
import type { Told } from "../../shared/jobs/project-watch/thinking/thinking-prompt.ts";
import { classifiedSchema } from "../../shared/jobs/project-watch/thinking/thought.ts";
import { thoughtsOf, type Weighed } from "../../shared/jobs/project-watch/thinking/weigh.ts";
import { recordsOf } from "../../shared/jobs/project-watch/thinking/records.ts";
import type { DurableRun } from "../durable-run.ts";
import { type Cycle, type Missing, missingOf, readingsIn, skipped } from "./cycle.ts";
import { patience } from "./patience.ts";

/** What the small model makes of the signals. What it proposes is no longer than its answer may be. */
export interface Classification {
  plans: Plan[];
  weighed: Weighed[];
  missing: Missing[];
}

/** Has the facts weighed: how important each signal is, what it is about, and what should follow, by reference only. */
export async function classify(
  run: DurableRun,
  cycle: Cycle,
  unread: readonly Missing[],
): Promise<Classification> {
  const result: Classification = { plans: [], weighed: [], missing: [...unread] };
  const out = new Set(unread.flatMap(({ refs }) => refs));
  const batches = cycle.think
    .map((refs) => refs.filter((ref) => !out.has(ref)))
    .filter((refs) => refs.length > 0);
  const stop = unread.find(({ kind }) => kind !== "unusable");
  if (stop !== undefined) {
    result.missing.push(...batches.map((refs) => ({ ...stop, refs })));
    return result;
  }
  for (const [n, refs] of batches.entries()) {
    const name = `classify ${n + 1}`;
    const tried = await run.tryAnswer(
      name,
      patience.classify,
      async (problems) => {
        const { told, known } = await material(run, cycle, refs);
        return {
          taskId: run.taskId,
          project: run.project,
          purpose: "classify",
          tier: "judge",
          system: classifySystem,
          user: classifyPrompt(told, known, problems),
          schema: classifiedSchema,
          maxTokens: classifyTokens,
        };
      },
      async (said) => {
        const { told, known } = await material(run, cycle, refs);
        const plan = ground(
          said,
          known,
          told.map(({ reading }) => reading),
        );
        const weighed = thoughtsOf(told, said.thoughts);
        const { db } = run.spine;
        const summary = `${told.length} signals weighed: ${inWords(weighed.map(({ thought }) => thought.importance))}; ${plan.actions.length} actions and ${plan.changes.length} changes of documents follow`;
        return {
          kept: { plan, weighed: weighed.map(({ weight }) => weight) },
          facts: [
            run.fact(`watch/${name}`, "watch.classified", summary, {
              signals: told.map(({ reading }) => reading.id),
              actions: plan.actions.map(({ kind, title }) => ({ kind, title })),
              changes: plan.changes.length,
              refused: plan.refused,
            }),
          ],
          records: weighed.map(({ id, facts, thought }) =>
            db
              .update(watchSignals)
              .set({ facts, ...thought })
              .where(eq(watchSignals.id, id)),
          ),
        };
      },
    );
    if (tried.kind === "done") {
      result.plans.push(tried.value.plan);
      result.weighed.push(...tried.value.weighed);
      continue;
    }
    const left = missingOf(tried, refs);
    if (left === null) continue;
    result.missing.push(left);
    await skipped(run, name, left);
    if (left.kind !== "unusable") {
      result.missing.push(...batches.slice(n + 1).map((rest) => ({ ...left, refs: rest })));
      return result;
    }
  }
  return result;
}

/** The signals of a group with their facts, and the project's records as far as they matter to them. */
export async function material(run: DurableRun, cycle: Cycle, refs: readonly string[]) {
  const told: Told[] = (await readingsIn(run)).filter(({ reading }) => refs.includes(reading.ref));
  const words = told.flatMap(({ reading, facts }) => [reading.title, ...facts.map(({ text }) => text)]);
  const records = await recordsOf(run.spine, cycle.project);
  return {
    told,
    known: knownOf(
      records,
      told.map(({ reading }) => reading),
      words,
    ),
  };
}

function inWords(all: readonly Importance[]): string {
  const counts = Map.groupBy(all, (one) => one);
  return [...counts].map(([importance, { length }]) => `${length} ${importance}`).join(", ");
}
