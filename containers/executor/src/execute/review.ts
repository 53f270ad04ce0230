import { z } from "zod";
import type { Asked } from "../contract.ts";
import { filesOf } from "../../../../shared/domain/plan.ts";
import { changesBetween, commitStaged, hashes, resetTo, stage, stagedSince } from "../referee/changes.ts";
import { diffProblem } from "../referee/checks.ts";
import { AssignmentFailure, OutOfReach } from "../referee/assignment-failure.ts";
import type { Bench, Suite } from "../referee/suite.ts";
import { commitMessage } from "./commit-message.ts";
import { OutOfBudget, type Execution } from "./execution.ts";
import { lastProof } from "./last-proof.ts";
import { pass } from "./pass.ts";
import { promptOf } from "./prompts.ts";
import { suiteAtStart } from "./green.ts";

const reviewSchema = z.object({ verdict: z.enum(["good", "concerns"]), words: z.string().max(5000) });

/**
 * The last phase: the agent reads its own diff, the plan's file goes, and the referee checks the whole from a fresh
 * checkout, which nothing that the agent did outside of git has reached. Answers the review's words.
 */
export async function review(execution: Execution, bench: Bench, start: string): Promise<string> {
  const { workspace } = execution;
  const before = await suiteAtStart(execution, bench, start);
  await resetTo(workspace, start);
  const words = await askForReview(execution, bench);
  const commit = await withoutPlan(execution, start);
  const outside = await finalProblem(execution, commit);
  if (outside !== null) {
    execution.emit({ type: "phase.refused", phase: "review", reason: outside });
    throw new AssignmentFailure("refused", outside);
  }
  const suite = await mustBeProven(execution, { ...bench, commit }, before);
  await pass(
    execution,
    { kind: "passed", verdict: { kind: "passed", suite }, commit, summary: words },
    { phase: "review", commit },
  );
  return words;
}

async function askForReview(
  { workspace, agent, hands, emit, assignment, signal }: Execution,
  bench: Bench,
): Promise<string> {
  const diff = (
    await workspace.git(["diff", "--no-ext-diff", "--no-textconv", assignment.baseCommit, "HEAD"])
  ).toString();
  let refusal: string | null = null;
  for (let attempt = 1; attempt <= 2; attempt++) {
    await hands.handOver(workspace.tree);
    const asked: Asked<z.infer<typeof reviewSchema>> = await agent.ask({
      phase: "review",
      prompt: promptOf(assignment, "review", { refusal, diff }),
      cwd: workspace.tree,
      writes: false,
      whyNotEdit: () => "a review changes nothing",
      schema: reviewSchema,
      timeoutMs: bench.left(),
      signal,
    });
    signal.throwIfAborted();
    if (asked.kind === "out_of_budget") throw new OutOfBudget("review");
    if (asked.kind === "unavailable") throw new OutOfReach("anthropic", asked.reason);
    if (asked.kind === "deadline")
      throw new AssignmentFailure("deadline", "the agent was not done with its review in time");
    if (asked.kind === "answered")
      return asked.value.verdict === "good" ? asked.value.words : `Concerns: ${asked.value.words}`;
    refusal = `your answer was unusable: ${asked.reason}`;
    emit({ type: "phase.refused", phase: "review", reason: refusal });
  }
  throw new AssignmentFailure("agent_failed", refusal ?? "the review has no answer");
}

/** PLAN.md becomes what it is on the base: mostly nothing. Answers the commit, or `start` when it is so already. */
async function withoutPlan(execution: Execution, start: string): Promise<string> {
  const { workspace, assignment } = execution;
  const found = execution.unproven[0];
  if (found?.phase === "review") {
    execution.unproven.shift();
    await resetTo(workspace, found.commit);
    return found.commit;
  }
  await resetTo(workspace, start);
  await workspace.git(["reset", "--quiet", assignment.baseCommit, "--", "PLAN.md"]);
  const changes = await stagedSince(workspace, start);
  return changes.length === 0 ? start : commitStaged(workspace, commitMessage(assignment, "review"));
}

/** Why the whole fix is refused, from base to head; null when all is inside the plan and the tests are as frozen. */
export async function finalProblem(execution: Execution, commit: string): Promise<string | null> {
  const { workspace, assignment, isTestFile } = execution;
  const { tests, code } = filesOf(assignment.plan);
  const bounds = {
    files: [...tests, ...code],
    called: "the plan's files",
    frozen: () => null,
    allowed: assignment.allowed,
  };
  const problem = diffProblem(await changesBetween(workspace, assignment.baseCommit, commit), bounds);
  if (problem !== null) return problem;
  const frozen = execution.records.find(({ phase }) => phase === "red")?.frozen;
  if (frozen === undefined) return null;
  await stage(workspace, commit);
  const now = await hashes(workspace, isTestFile);
  const changed = [...new Set([...Object.keys(frozen), ...Object.keys(now)])].filter(
    (path) => frozen[path] !== now[path],
  );
  return changed.length === 0 ? null : `test files have changed since RED: ${changed.join(", ")}`;
}

/** The last proof, for phases that nothing can stand in for: a refusal ends the assignment. */
export async function mustBeProven(execution: Execution, bench: Bench, before: Suite): Promise<Suite> {
  const proof = await lastProof(execution, bench, before);
  if (proof.kind === "proven") return proof.suite;
  execution.emit({ type: "phase.refused", phase: bench.phase, reason: proof.reason });
  throw new AssignmentFailure("refused", proof.reason);
}
