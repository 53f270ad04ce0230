import type { CodeExecute } from "../../shared/actions/code-execute.ts";
import { changeFix } from "../../shared/db/fixes.ts";
import { resultOf } from "../../shared/executor/end-assignment.ts";
import type { AssignmentResult, PhaseRecord } from "../../shared/executor/protocol.ts";
import type { StoredSpec } from "../../shared/executor/stored-spec.ts";
import { githubClient } from "../../shared/integrations/github/client.ts";
import { mrkdwn } from "../../shared/integrations/slack/mrkdwn.ts";
import type { DurableRun } from "../durable-run.ts";
import type { Agreed } from "./agree-on-plan.ts";
import { runAssignments } from "./run-assignments.ts";

/** What the referee has let through, without its large parts. */
export type Ready = Omit<Extract<AssignmentResult, { kind: "ready" }>, "diff" | "kind">;

/** Carries out the plan that people have agreed to, with one more attempt. What fails is kept. */
export async function execute(run: DurableRun, { version, payload, by }: Agreed): Promise<Ready> {
  await run.say("executing", {
    text: mrkdwn`:gear: ${by === null ? "" : "Approved. "}I carry out the plan: first a test that fails, then the fix.`,
  });
  const assignmentId = await runAssignments(run, {
    run: runName(version.revision),
    queued: true,
    retries: 1,
    spec: async (id, failure) => executeSpec(run, payload, id, { failure, ciLogs: null, done: [] }),
  });
  return keepReady(run, assignmentId, "ready");
}

/** What an agreed plan's attempts have in common. */
export function runName(revision: number): string {
  return `run-${revision}`;
}

/** @param done phases of another run that this one builds on. Those of its own are added when it starts. */
export function executeSpec(
  run: DurableRun,
  payload: CodeExecute,
  assignmentId: string,
  { failure, ciLogs, done }: { failure: string | null; ciLogs: string | null; done: PhaseRecord[] },
): StoredSpec {
  const { repository, base, testCommand, planned } = payload;
  return {
    mode: "execute",
    assignmentId,
    taskId: run.taskId,
    repository: {
      name: repository,
      cloneUrl: githubClient(run.spine).cloneUrl(repository),
      base,
      testCommand,
    },
    report: payload.report,
    deadlineMs: payload.deadlineMs,
    branch: payload.branch,
    baseCommit: payload.baseCommit,
    planCommit: payload.planCommit,
    discovery: planned.discovery,
    plan: planned.plan,
    allowed: payload.protectedFiles,
    done,
    failure,
    ciLogs,
  };
}

/** Keeps the change for people to look at, and what the next steps need of it. */
export async function keepReady(run: DurableRun, assignmentId: string, step: string): Promise<Ready> {
  return run.once(`keep ${step}`, async () => {
    const result = await resultOf(run.spine, assignmentId);
    if (result.kind !== "ready") throw new Error(`${assignmentId} is not ready`);
    const { diff, kind: _kind, ...ready } = result;
    const diffKey = `fixes/${run.taskId}/${ready.commit}.diff`;
    await run.spine.env.ARTEFACTS.put(diffKey, diff, { httpMetadata: { contentType: "text/x-diff" } });
    await run.recordNow([], [changeFix(run.spine, run.taskId, { diffKey })]);
    return ready;
  });
}
