import { filesOf, type Planned, plannedSchema } from "../../../../shared/domain/plan.ts";
import type { AssignmentResult, PlanAssignment } from "../../../../shared/executor/protocol.ts";
import type { Agent, Asked, Emit, Hands } from "../contract.ts";
import { AssignmentFailure, OutOfReach } from "../referee/assignment-failure.ts";
import { findProject, howTestsRun, noTests, whyNotCode, whyNotTest } from "../referee/project.ts";
import { openWorkspace, removePlantedGit } from "../referee/workspace.ts";
import { PhaseClock } from "../execute/phase-clock.ts";
import { problemsOf } from "./check-plan.ts";
import { planPrompt, refusalPrompt } from "./plan-prompt.ts";

export interface PlanDeps {
  agent: Agent;
  hands: Hands;
  emit: Emit;
  /** The assignment's own folder. */
  folder: string;
  signal: AbortSignal;
}

/** Reads a fresh clone with the model and answers a plan that fits it. */
export async function planAssignment(assignment: PlanAssignment, deps: PlanDeps): Promise<AssignmentResult> {
  deps.emit({ type: "phase.started", phase: "plan" });
  try {
    return await plan(assignment, deps);
  } catch (error) {
    if (error instanceof OutOfReach) return down(error.service, error.message);
    if (error instanceof AssignmentFailure) return failed(error.code, error.message);
    throw error;
  }
}

async function plan(
  assignment: PlanAssignment,
  { agent, hands, emit, folder, signal }: PlanDeps,
): Promise<AssignmentResult> {
  const { repository } = assignment;
  const clock = new PhaseClock("plan", assignment.deadlineMs);
  const workspace = await openWorkspace({
    folder,
    repository,
    signal,
    checkout: repository.base,
    left: () => clock.left(),
  });
  await removePlantedGit(workspace.tree);
  await hands.handOver(workspace.tree);
  const files = new Set(await workspace.files());
  const ask = (prompt: string): Promise<Asked<Planned>> =>
    agent.ask({
      phase: "plan",
      prompt,
      cwd: workspace.tree,
      writes: false,
      whyNotEdit: () => "a plan changes nothing",
      schema: plannedSchema,
      timeoutMs: clock.left(),
      signal,
    });

  let how: string | null = null;
  const problemsIn = async (planned: Planned): Promise<string[]> => {
    const problems = problemsOf(planned, repository.name, files);
    const { tests, code } = filesOf(planned.plan);
    const found = tests.length === 0 ? null : await findProject(workspace, tests, repository.testCommand);
    if (tests.length > 0 && found === null) throw noTests(repository.name);
    if (found === null) return problems;
    how = howTestsRun(found);
    const because = (step: string, why: string | null): string[] =>
      why === null ? [] : [`${step} step: ${why}`];
    return [
      ...problems,
      ...tests.flatMap((path) => because("test", whyNotTest(found, path))),
      ...code.flatMap((path) => because("implement", whyNotCode(found, path))),
    ];
  };

  let asked = await ask(planPrompt(assignment));
  if (asked.kind === "answered") {
    const problems = await problemsIn(asked.value);
    if (problems.length > 0) {
      emit({ type: "phase.refused", phase: "plan", reason: problems.join("; ") });
      asked = await ask(refusalPrompt(assignment, asked.value, problems));
    }
  }
  switch (asked.kind) {
    case "out_of_budget":
      return { kind: "out_of_budget", phase: "plan" };
    case "unavailable":
      return down("anthropic", asked.reason);
    case "deadline":
      return failed(
        "deadline",
        `there was no plan after ${Math.round(assignment.deadlineMs / 1000)} seconds`,
      );
    case "failed":
      return failed("agent_failed", asked.reason);
    case "answered": {
      const problems = await problemsIn(asked.value);
      if (problems.length > 0)
        return failed("refused", `the plan doesn't fit the repository: ${problems.join("; ")}`);
      const { head } = workspace;
      const summary = asked.value.plan.summary;
      if (how !== null) emit({ type: "line", phase: "plan", by: "referee", text: how });
      emit({ type: "phase.passed", record: { phase: "plan", commit: head }, summary });
      return { kind: "planned", planned: asked.value, baseCommit: head };
    }
  }
}

function down(service: "anthropic" | "github", reason: string): AssignmentResult {
  return { kind: "unavailable", phase: "plan", service, reason };
}

function failed(
  code: Extract<AssignmentResult, { kind: "failed" }>["code"],
  reason: string,
): AssignmentResult {
  return { kind: "failed", phase: "plan", code, reason };
}
