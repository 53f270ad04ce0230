import { cut } from "../../shared/platform/cut.ts";
import { ground } from "../../shared/jobs/project-watch/thinking/ground.ts";
import { concerning, type Plan, together } from "../../shared/jobs/project-watch/thinking/plan.ts";
import { reasonPrompt, reasonSystem, reasonTokens } from "../../shared/jobs/project-watch/thinking/reason.ts";
import { reasonedSchema } from "../../shared/jobs/project-watch/thinking/thought.ts";
import { whyReason } from "../../shared/jobs/project-watch/thinking/why-reason.ts";
import type { DurableRun } from "../durable-run.ts";
import { type Classification, material } from "./classify.ts";
import { type Cycle, missingOf, skipped } from "./cycle.ts";
import { patience } from "./patience.ts";

/**
 * Has the larger model think, where several people speak of the same thing or what was proposed disagrees. Where it doesn't get
 * to, the first look counts.
 */
export async function reason(
  run: DurableRun,
  cycle: Cycle,
  { plans, weighed }: Classification,
): Promise<Plan> {
  const plan = together(plans);
  const why = whyReason(plan, weighed);
  if (why === null) return plan;
  const { inside, outside } = concerning(plan, why.ids);
  const tried = await run.tryAnswer(
    "reason",
    patience.reason,
    async (problems) => {
      const { told, known } = await material(run, cycle, why.refs);
      return {
        taskId: run.taskId,
        project: run.project,
        purpose: "reason",
        tier: "reasoner",
        system: reasonSystem,
        user: reasonPrompt(told, known, inside, why.reason, problems),
        schema: reasonedSchema,
        maxTokens: reasonTokens,
      };
    },
    async (said) => {
      const { told, known } = await material(run, cycle, why.refs);
      const kept = ground(
        said,
        known,
        told.map(({ reading }) => reading),
      );
      const summary = cut(`${why.reason}: ${said.conclusion.replaceAll(/\s+/g, " ")}`, 1000);
      return {
        kept,
        facts: [
          run.fact("watch/reason", "watch.reasoned", summary, {
            signals: why.ids,
            actions: kept.actions.map(({ kind, title }) => ({ kind, title })),
            changes: kept.changes.length,
            refused: kept.refused,
          }),
        ],
      };
    },
  );
  if (tried.kind === "done") return together([outside, tried.value]);
  const left = missingOf(tried, why.refs);
  if (left !== null) await skipped(run, "reason", left);
  return plan;
}
