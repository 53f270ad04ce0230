import { z } from "zod";
import type { ExecutionPhase } from "../../../../shared/domain/phase.ts";
import type { Asked } from "../contract.ts";
import {
  changesBetween,
  commitStaged,
  resetTo,
  restoreStaged,
  stage,
  type Change,
} from "../referee/changes.ts";
import { diffProblem, whyNotEdit, type Bounds } from "../referee/checks.ts";
import { AssignmentFailure, OutOfReach } from "../referee/assignment-failure.ts";
import type { Bench, Suite } from "../referee/suite.ts";
import { commitMessage } from "./commit-message.ts";
import { OutOfBudget, type Execution } from "./execution.ts";
import { keepReady } from "./make-ready.ts";
import { promptOf } from "./prompts.ts";

type WorkPhase = Exclude<ExecutionPhase, "review">;

/** The referee's word on what lies in the tree. */
export type Verdict =
  | { kind: "passed"; suite: Suite; newTests?: string[]; note?: string }
  | { kind: "refused"; reason: string };
type Passed = Extract<Verdict, { kind: "passed" }>;

export type Worked =
  | { kind: "passed"; verdict: Passed; commit: string; summary: string }
  | { kind: "refused"; reason: string; agentFailed: boolean };

const doneBefore = "done before the executor was restarted; checked again";

const answer = z.object({ summary: z.string() });

/**
 * One phase in which the agent changes files: it works, the referee looks at the diff, then runs what `judge` runs, and
 * commits. A refusal is told and gives one more try; a diff out of bounds is undone before that. A commit that an assignment
 * before this one has made for the phase is judged in the same way, in the agent's place.
 */
export async function work(
  execution: Execution,
  bench: Bench,
  order: {
    phase: WorkPhase;
    start: string;
    bounds: Bounds;
    /** @param summary the agent's words for what it has done. */
    judge: (changes: readonly Change[], summary: string) => Promise<Verdict>;
  },
): Promise<Worked> {
  const { workspace, agent, hands, emit, assignment, signal } = execution;
  const { phase, start, bounds, judge } = order;
  const found = commitOf(execution, phase, start);
  if (found !== null) {
    await resetTo(workspace, found);
    const changes = await changesBetween(workspace, start, found);
    const problem = diffProblem(changes, bounds);
    const verdict =
      problem === null ? await judge(changes, doneBefore) : { kind: "refused" as const, reason: problem };
    if (verdict.kind === "refused")
      throw new AssignmentFailure(
        "stale",
        `the branch's commit ${found.slice(0, 7)} doesn't stand the check: ${verdict.reason}`,
      );
    await resetTo(workspace, found);
    return {
      kind: "passed",
      verdict,
      commit: found,
      summary: doneBefore,
    };
  }

  // What the referee's own runs have left behind must not be held against the agent.
  await resetTo(workspace, start);
  let refusal: string | null = null;
  let agentFailed = false;
  for (let attempt = 1; attempt <= 2; attempt++) {
    if (refusal !== null) emit({ type: "phase.refused", phase, reason: refusal });
    await keepReady(execution, bench);
    await hands.handOver(workspace.tree);
    const asked: Asked<z.infer<typeof answer>> = await agent.ask({
      phase,
      prompt: promptOf(assignment, phase, { refusal, diff: null }),
      cwd: workspace.tree,
      writes: true,
      whyNotEdit: (path) => whyNotEdit(path, bounds),
      schema: answer,
      timeoutMs: bench.left(),
      signal,
    });
    signal.throwIfAborted();
    if (asked.kind === "out_of_budget") throw new OutOfBudget(phase);
    if (asked.kind === "unavailable") throw new OutOfReach("anthropic", asked.reason);
    if (asked.kind === "deadline")
      throw new AssignmentFailure("deadline", `the agent was not done with ${phase} in time`);
    agentFailed = asked.kind === "failed";
    if (asked.kind === "failed") {
      refusal = `your answer was unusable: ${asked.reason}`;
      continue;
    }
    const changes = await stage(workspace, start);
    const problem = diffProblem(changes, bounds);
    if (problem !== null) {
      refusal = `${problem}\nAll your changes were undone.`;
      await resetTo(workspace, start);
      continue;
    }
    await keepReady(execution, bench);
    const verdict = await judge(changes, asked.value.summary);
    if (verdict.kind === "passed") {
      // What is staged is what was looked at: anything that the runs have left in the tree is dropped.
      const commit =
        changes.length === 0 ? start : await commitStaged(workspace, commitMessage(assignment, phase));
      return { kind: "passed", verdict, commit, summary: asked.value.summary };
    }
    refusal = verdict.reason;
    await restoreStaged(workspace);
  }
  const reason = refusal ?? "";
  emit({ type: "phase.refused", phase, reason });
  return { kind: "refused", reason, agentFailed };
}

/** The commit that an assignment before this one has made for the phase; null: the phase is to be done. */
function commitOf(execution: Execution, phase: WorkPhase, start: string): string | null {
  const next = execution.unproven[0];
  if (next === undefined) return null;
  if (next.phase === phase) {
    execution.unproven.shift();
    return next.commit;
  }
  // A later phase's commit is there: this one had nothing to tidy up.
  if (phase === "refactor" && next.phase === "review") return start;
  throw new AssignmentFailure("stale", `the branch goes on with ${next.phase} where ${phase} is due`);
}

/** As `work`, for phases that nothing can stand in for: a refusal ends the assignment. */
export async function mustWork(
  ...order: Parameters<typeof work>
): Promise<Extract<Worked, { kind: "passed" }>> {
  const worked = await work(...order);
  if (worked.kind === "refused")
    throw new AssignmentFailure(worked.agentFailed ? "agent_failed" : "refused", worked.reason);
  return worked;
}
