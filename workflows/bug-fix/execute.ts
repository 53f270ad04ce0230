import type { CodeExecute } from "../../shared/actions/code-execute.ts";
import type { StoredSpec } from "../../shared/executor/stored-spec.ts";
import { githubClient } from "../../shared/integrations/github/client.ts";
import { mrkdwn } from "../../shared/integrations/slack/mrkdwn.ts";
import type { DurableRun } from "../durable-run.ts";
import type { Agreed } from "./agree-on-plan.ts";
import type { WorkedOn } from "../change/change.ts";
import { keepReady, type Ready } from "../change/keep-ready.ts";
import { runAssignments } from "../change/run-assignments.ts";

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

/** What an assignment is to do about an agreed plan. */
export function executeSpec(
  run: DurableRun,
  payload: CodeExecute,
  assignmentId: string,
  about: WorkedOn,
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
    ...about,
  };
}
