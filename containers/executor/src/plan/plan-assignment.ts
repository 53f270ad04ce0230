import { filesOf, type Planned, plannedSchema } from "../../../../shared/domain/plan.ts";
import type { HowTested } from "../../../../shared/domain/how-tested.ts";
import type { AssignmentResult, PlanAssignment } from "../../../../shared/executor/protocol.ts";
import type { Agent, Asked, Emit, Hands } from "../contract.ts";
import { AssignmentFailure, OutOfReach } from "../referee/assignment-failure.ts";
import { type FoundProject, findProject, noTests, whyNotCode, whyNotTest } from "../referee/project.ts";
import { openWorkspace, removePlantedGit } from "../referee/workspace.ts";
import { PhaseClock } from "../execute/phase-clock.ts";
import { problemsOf } from "./check-plan.ts";
import { keyOf, likelyProjects } from "./likely-projects.ts";
import { planPrompt, refusalPrompt } from "./plan-prompt.ts";
import { probe, type ProbePlace } from "./probe.ts";

export interface PlanDeps {
  agent: Agent;
  hands: Hands;
  /** Hands for trying the project out: as the agent's user, and with none of its home. */
  trying: Hands;
  emit: Emit;
  /** The assignment's own folder. */
  folder: string;
  signal: AbortSignal;
}

/**
 * Clones, finds out by running it how the repository is tested, has the model read another fresh checkout, and answers a plan that fits.
 * Where nothing can be run the model isn't asked.
 */
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
  { agent, hands, trying, emit, folder, signal }: PlanDeps,
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
  // Half of the time is the model's, whatever the suite takes.
  let patience = new PhaseClock("plan", assignment.deadlineMs / 2);
  const left = (): number => patience.left();
  const probes = new Probes({ workspace, hands: trying, emit, folder, signal, left });
  const first = await probes.firstOf(await likelyProjects(workspace, assignment), repository.name);
  patience = clock;
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

  let how = first;
  const problemsIn = async (planned: Planned): Promise<string[]> => {
    const problems = problemsOf(planned, repository.name, files);
    const { tests, code } = filesOf(planned.plan);
    if (tests.length === 0) return problems;
    const found = await findProject(workspace, tests, repository.testCommand);
    if (found === null)
      return [...problems, `test step: nothing is known that could run ${tests.join(", ")}`];
    const because = (step: string, why: string | null): string[] =>
      why === null ? [] : [`${step} step: ${why}`];
    const unfit = [
      ...problems,
      ...tests.flatMap((path) => because("test", whyNotTest(found, path))),
      ...code.flatMap((path) => because("implement", whyNotCode(found, path))),
    ];
    if (unfit.length > 0) return unfit;
    const tried = await probes.of(found);
    if (typeof tried === "string") return [`test step: ${tests[0]} can't be run: ${tried}`];
    how = tried;
    return [];
  };

  let asked = await ask(planPrompt(assignment, first));
  if (asked.kind === "answered") {
    const problems = await problemsIn(asked.value);
    if (problems.length > 0) {
      emit({ type: "phase.refused", phase: "plan", reason: problems.join("; ") });
      asked = await ask(refusalPrompt(assignment, first, asked.value, problems));
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
      emit({ type: "phase.passed", record: { phase: "plan", commit: head }, summary });
      return { kind: "planned", planned: asked.value, baseCommit: head, howTested: how };
    }
  }
}

/** What was found out about the projects of one repository, each tried once. */
class Probes {
  readonly #place: ProbePlace;
  readonly #known = new Map<string, HowTested | string>();

  constructor(place: ProbePlace) {
    this.#place = place;
  }

  /** How a project is tested, or why no fix could be proven in it. */
  async of(found: FoundProject): Promise<HowTested | string> {
    const key = keyOf(found);
    const known = this.#known.get(key) ?? (await this.#try(found));
    this.#known.set(key, known);
    return known;
  }

  /** The first that can be tested. @throws AssignmentFailure `repository`: none can, with the cause in the likeliest one. */
  async firstOf(projects: readonly FoundProject[], repository: string): Promise<HowTested> {
    let cause: string | null = null;
    for (const project of projects) {
      const how = await this.of(project);
      if (typeof how !== "string") return how;
      cause ??= how;
    }
    throw cause === null ? noTests(repository) : new AssignmentFailure("repository", cause);
  }

  async #try(found: FoundProject): Promise<HowTested | string> {
    try {
      return await probe(found, this.#place);
    } catch (error) {
      if (error instanceof AssignmentFailure && error.code === "repository") return error.message;
      throw error;
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
