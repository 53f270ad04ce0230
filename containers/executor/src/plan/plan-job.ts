import { type Planned, plannedSchema } from "../../../../shared/bug-fix/plan.ts";
import type { JobResult, PlanJob } from "../../../../shared/executor/protocol.ts";
import type { Agent, Asked, Emit, Hands } from "../contract.ts";
import { JobFailure } from "../referee/job-failure.ts";
import { openWorkspace, removePlantedGit } from "../referee/workspace.ts";
import { problemsOf } from "./check-plan.ts";
import { planPrompt, refusalPrompt } from "./plan-prompt.ts";

export interface PlanDeps {
  agent: Agent;
  hands: Hands;
  emit: Emit;
  /** The job's own folder. */
  folder: string;
  signal: AbortSignal;
}

/** Reads a fresh clone with the model and answers a plan that fits it. */
export async function planJob(job: PlanJob, deps: PlanDeps): Promise<JobResult> {
  deps.emit({ type: "phase.started", phase: "plan" });
  try {
    return await plan(job, deps);
  } catch (error) {
    if (error instanceof JobFailure) return failed(error.code, error.message);
    throw error;
  }
}

async function plan(job: PlanJob, { agent, hands, emit, folder, signal }: PlanDeps): Promise<JobResult> {
  const { repository } = job;
  const workspace = await openWorkspace({ folder, repository, checkout: repository.base, signal });
  await removePlantedGit(workspace.tree);
  await hands.handOver(workspace.tree);
  const files = new Set(await workspace.files());
  const ends = Date.now() + job.deadlineMs;
  const ask = (prompt: string): Promise<Asked<Planned>> =>
    agent.ask({
      phase: "plan",
      prompt,
      cwd: workspace.tree,
      writes: false,
      whyNotEdit: () => "a plan changes nothing",
      schema: plannedSchema,
      timeoutMs: Math.max(1, ends - Date.now()),
      signal,
    });

  let asked = await ask(planPrompt(job));
  if (asked.kind === "answered") {
    const problems = problemsOf(asked.value, repository.name, files);
    if (problems.length > 0) {
      emit({ type: "phase.refused", phase: "plan", reason: problems.join("; ") });
      asked = await ask(refusalPrompt(job, asked.value, problems));
    }
  }
  switch (asked.kind) {
    case "out_of_budget":
      return { kind: "out_of_budget", phase: "plan" };
    case "deadline":
      return failed("deadline", `there was no plan after ${Math.round(job.deadlineMs / 1000)} seconds`);
    case "failed":
      return failed("agent_failed", asked.reason);
    case "answered": {
      const problems = problemsOf(asked.value, repository.name, files);
      if (problems.length > 0)
        return failed("refused", `the plan doesn't fit the repository: ${problems.join("; ")}`);
      const { head } = workspace;
      const summary = asked.value.plan.summary;
      emit({ type: "phase.passed", record: { phase: "plan", commit: head }, summary });
      return { kind: "planned", planned: asked.value, baseCommit: head };
    }
  }
}

function failed(code: Extract<JobResult, { kind: "failed" }>["code"], reason: string): JobResult {
  return { kind: "failed", phase: "plan", code, reason };
}
