import { githubComment } from "../../shared/actions/github-comment.ts";
import { phasesBefore, runOf } from "../../shared/executor/full-spec.ts";
import { githubClient } from "../../shared/integrations/github/client.ts";
import { mrkdwn } from "../../shared/integrations/slack/mrkdwn.ts";
import { isDeciding } from "../../shared/changes/deciding-check.ts";
import { checksBody, type RepairOutcome } from "../../shared/changes/checks-body.ts";
import { dashboardLink } from "../../shared/platform/config.ts";
import { cut } from "../../shared/platform/cut.ts";
import { redact } from "../../shared/platform/redact.ts";
import { SignalboxError } from "../../shared/platform/errors.ts";
import { codeSpan, escapeLine } from "../../shared/platform/escape-markdown.ts";
import type { DurableRun } from "../durable-run.ts";
import { attempted } from "../attempted.ts";
import type { Change } from "./change.ts";
import { keepReady, type Ready } from "./keep-ready.ts";
import { mostRepairs } from "./rounds.ts";
import { runAssignments } from "./run-assignments.ts";
import { runsOf } from "./runs-of.ts";

/** A run of CI that has failed on a commit of ours. */
export interface RedRun {
  runId: number;
  workflow: string;
  commit: string;
  /** Whether it is a run of Actions, whose logs can be read. */
  isActions: boolean;
}

/** Whether a failure is one of those that decide, see `isDeciding`. */
export async function decides(
  run: DurableRun,
  { repository, base }: Change,
  { runId, workflow, commit }: RedRun,
  nth: number,
): Promise<boolean> {
  return run.attempt(`does it decide ${nth}`, async () => {
    const github = githubClient(run.spine);
    const required = await github.requiredChecks(repository, base);
    if (required.kind !== "answered") return attempted(required);
    const failed = await github.failingChecks(repository, commit);
    if (failed.kind !== "answered") return attempted(failed);
    return { kind: "done", value: isDeciding({ runId, name: workflow }, failed.value, required.value) };
  });
}

/** CI of another app keeps its logs to itself: what failed there is said, and is for a person. */
export async function tellElsewhere(
  run: DurableRun,
  { repository, pullRequest }: Change,
  { workflow, commit }: RedRun,
  nth: number,
): Promise<void> {
  const on = commit.slice(0, 12);
  const then = "Its logs are with another app than Actions, so this is for a person.";
  await run.inform(`red-elsewhere-${nth}`, githubComment, {
    repository,
    number: pullRequest,
    body: `${codeSpan(cut(workflow, 100))} failed on ${codeSpan(on)}. ${then}`,
  });
  await run.say(`say red-elsewhere-${nth}`, {
    text: mrkdwn`:rotating_light: ${cut(workflow, 100)} failed on ${on}. ${then}`,
  });
}

/** One bounded attempt, from CI's own logs; after that it is for people. */
export async function repairChecks(
  run: DurableRun,
  change: Change,
  { runId, workflow, commit }: RedRun,
  nth: number,
): Promise<Ready | null> {
  const { repository, pullRequest } = change;
  const comment = async (key: string, body: string): Promise<void> => {
    await run.inform(key, githubComment, { repository, number: pullRequest, body });
  };
  const tell = async (key: string, then: string, why = ""): Promise<void> => {
    const on = commit.slice(0, 12);
    await comment(
      key,
      `${codeSpan(cut(workflow, 100))} failed on ${codeSpan(on)}. ${then}${escapeLine(why)}`,
    );
    await run.say(`say ${key}`, {
      text: mrkdwn`:rotating_light: ${cut(workflow, 100)} failed on ${on}. ${then}${why}`,
    });
  };
  const tellOutcome = async (key: string, outcome: RepairOutcome): Promise<void> => {
    const dashboard = dashboardLink(run.spine.settings, `/tasks/${run.taskId}`);
    await comment(key, checksBody({ taskId: run.taskId, workflow, commit, outcome, dashboard }));
  };
  if (nth > mostRepairs) {
    await tell(`red-${nth}`, "I have tried to repair it once: this is for a person.");
    return null;
  }
  const logs = await run.attempt(`logs of red ${nth}`, async () => {
    const read = await githubClient(run.spine).failedLogs(repository, runId);
    // What is on the pull request stands, whether its logs may be read or not.
    return read.kind === "refused"
      ? { kind: "done", value: { text: "", missing: [read.error] } }
      : attempted(read);
  });
  const unread = logs.missing.length === 0 ? null : cut(redact(logs.missing.join("; ")), 500);
  await (unread === null
    ? tell(`red-${nth}`, "I try to repair it, once, from the logs.")
    : tell(`red-${nth}`, "I try to repair it, once, without what I can't read of its logs: ", unread));
  try {
    const assignmentId = await runAssignments(run, {
      run: `repair-${nth}`,
      queued: false,
      retries: 0,
      spec: async (id) =>
        change.spec(id, {
          failure: null,
          ciLogs: logs.text.slice(-20_000) || `CI failed, and there is no log of it. ${unread ?? ""}`.trim(),
          done: await phasesBefore(run.spine, run.taskId, {
            made: `${run.taskId}.${change.run}`,
            own: runOf(id),
          }),
        }),
    });
    const ready = await keepReady(run, assignmentId, `repair ${nth}`);
    await change.show(ready, `repaired-${nth}`);
    const runs = await run.once(`evidence of ${assignmentId}`, async () =>
      runsOf(run.spine.db, assignmentId),
    );
    await tellOutcome(`repaired-comment-${nth}`, { kind: "repaired", commit: ready.commit, runs });
    return ready;
  } catch (error) {
    if (!(error instanceof SignalboxError) || error.code !== "fix_failed") throw error;
    await tellOutcome(`not-repaired-${nth}`, { kind: "failed", reason: error.message });
    await run.say(`say not-repaired-${nth}`, {
      text: mrkdwn`:rotating_light: I could not repair it: ${cut(redact(error.message), 1000)}. This is for a person.`,
    });
    return null;
  }
}
