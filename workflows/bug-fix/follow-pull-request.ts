import { githubComment } from "../../shared/actions/github-comment.ts";
import { and, asc, eq, inArray } from "drizzle-orm";
import { cut } from "../../shared/platform/cut.ts";
import { codeSpan } from "../../shared/platform/escape-markdown.ts";
import { recordClosed } from "../../shared/jobs/bug-fix/on-pull-request.ts";
import { checksBody, type RepairOutcome } from "../../shared/jobs/bug-fix/pull-request-body.ts";
import { react } from "../../shared/jobs/bug-fix/sources/reaction.ts";
import { sourceOf } from "../../shared/jobs/bug-fix/sources/registry.ts";
import { ledger, phaseRuns } from "../../shared/db/schema.ts";
import { costOfTask } from "../../shared/db/tasks.ts";
import { phasesDone } from "../../shared/executor/full-spec.ts";
import { mention } from "../../shared/domain/person.ts";
import { githubClient } from "../../shared/integrations/github/client.ts";
import { escapeMrkdwn } from "../../shared/integrations/slack/mrkdwn.ts";
import { SignalboxError } from "../../shared/platform/errors.ts";
import { dashboardLink } from "../../shared/platform/config.ts";
import type { Database } from "../../shared/db/database.ts";
import type { DurableRun } from "../durable-run.ts";
import type { Ending } from "../run-task.ts";
import type { Agreed } from "./agree-on-plan.ts";
import { executeSpec, keepReady, type Ready, runName } from "./execute.ts";
import { attempted, type BugTask } from "./bug-task.ts";
import { outletOf } from "./outlet.ts";
import { runAssignments } from "./run-assignments.ts";
import { showReady } from "./show-ready.ts";

type Seen =
  | { kind: "merged" | "closed"; by: string }
  | { kind: "red"; runId: number; workflow: string; commit: string };

/** Sees a ready pull request through: CI that fails gets one repair, people merge it or close it, and what follows is done. */
export async function followPullRequest(
  run: DurableRun,
  task: BugTask,
  agreed: Agreed,
  first: Ready,
): Promise<Ending> {
  let ready = first;
  // Several runs may fail on one commit (a push's and a pull request's, several workflows): it is one failure.
  const looked: string[] = [];
  for (let round = 1; ; round++) {
    const seen = await run.until(`merge ${round}`, async () => look(run, agreed, ready.commit, looked));
    switch (seen.kind) {
      case "merged":
        return merged(run, task, agreed, seen.by);
      case "closed":
        return closed(run, task, agreed, seen.by);
      case "red":
        looked.push(seen.commit);
        ready = (await repair(run, task, agreed, seen, looked.length)) ?? ready;
    }
  }
}

/** What has happened, by the record; a hook of GitHub's that never came is made up for by asking. */
async function look(
  run: DurableRun,
  { payload }: Agreed,
  commit: string,
  looked: string[],
): Promise<Seen | null> {
  const { db } = run.spine;
  const facts = await db
    .select({ type: ledger.type, data: ledger.data })
    .from(ledger)
    .where(
      and(
        eq(ledger.taskId, run.taskId),
        inArray(ledger.type, ["pull_request.merged", "pull_request.closed", "checks.finished"]),
      ),
    )
    .orderBy(asc(ledger.seq));
  const end = facts.find(({ type }) => type !== "checks.finished");
  if (end)
    return { kind: end.type === "pull_request.merged" ? "merged" : "closed", by: String(end.data["by"]) };
  const red = facts.find(
    ({ type, data }) =>
      type === "checks.finished" && data["conclusion"] === "failure" && data["commit"] === commit,
  );
  if (red && !looked.includes(commit))
    return {
      kind: "red",
      runId: Number(red.data["runId"]),
      workflow: typeof red.data["name"] === "string" ? red.data["name"] : "CI",
      commit,
    };
  const { repository, pullRequest } = payload;
  const now = await githubClient(run.spine).pullRequest(repository, pullRequest);
  if (now.kind !== "answered" || now.value.state === "open") return null;
  const { merged: isMerged, mergeCommit } = now.value;
  await recordClosed(
    run.spine,
    { taskId: run.taskId, repository, pullRequest },
    { login: "somebody", merged: isMerged, mergeCommit },
  );
  return { kind: isMerged ? "merged" : "closed", by: "somebody" };
}

/** One bounded attempt, from CI's own logs; after that it is for people. */
async function repair(
  run: DurableRun,
  task: BugTask,
  agreed: Agreed,
  { runId, workflow, commit }: Extract<Seen, { kind: "red" }>,
  nth: number,
): Promise<Ready | null> {
  const { repository, pullRequest, revision } = agreed.payload;
  const comment = async (key: string, body: string): Promise<void> => {
    await run.act(key, githubComment, { repository, number: pullRequest, body });
  };
  const tell = async (key: string, then: string): Promise<void> => {
    const on = commit.slice(0, 12);
    await comment(key, `${codeSpan(cut(workflow, 100))} failed on ${codeSpan(on)}. ${then}`);
    await run.say(`say ${key}`, {
      text: `:rotating_light: ${escapeMrkdwn(`${cut(workflow, 100)} failed on ${on}`)}. ${then}`,
    });
  };
  const tellOutcome = async (key: string, outcome: RepairOutcome): Promise<void> => {
    const dashboard = dashboardLink(run.spine.settings, `/tasks/${run.taskId}`);
    await comment(key, checksBody({ taskId: run.taskId, workflow, commit, outcome, dashboard }));
  };
  if (nth > 1) {
    await tell(`red-${nth}`, "I have tried to repair it once: this is for a person.");
    return null;
  }
  const logs = await run.attempt(`logs ${nth}`, async () =>
    attempted(await githubClient(run.spine).failedLogs(repository, runId)),
  );
  await tell(`red-${nth}`, "I try to repair it, once, from the logs.");
  try {
    const assignmentId = await runAssignments(run, {
      run: `repair-${nth}`,
      queued: false,
      retries: 0,
      spec: async (id) =>
        executeSpec(run, agreed.payload, id, {
          failure: null,
          ciLogs: logs.slice(-20_000) || "CI failed without a log",
          done: await phasesDone(run.spine, run.taskId, `${run.taskId}.${runName(revision)}`),
        }),
    });
    const ready = await keepReady(run, assignmentId, `repair ${nth}`);
    await showReady(run, task, agreed, ready, `repaired-${nth}`);
    const runs = await run.once(`evidence of ${assignmentId}`, async () =>
      runsOfJob(run.spine.db, assignmentId),
    );
    await tellOutcome(`repaired-comment-${nth}`, { kind: "repaired", commit: ready.commit, runs });
    return ready;
  } catch (error) {
    if (!(error instanceof SignalboxError) || error.code !== "fix_failed") throw error;
    await tellOutcome(`not-repaired-${nth}`, { kind: "failed", reason: error.message });
    await run.say(`say not-repaired-${nth}`, {
      text: `:rotating_light: I could not repair it: ${escapeMrkdwn(cut(error.message, 1000))}. This is for a person.`,
    });
    return null;
  }
}

/** What is shown of an assignment's runs; their outputs stay where they are. */
async function runsOfJob(
  db: Database,
  assignmentId: string,
): Promise<Extract<RepairOutcome, { runs: unknown }>["runs"]> {
  const rows = await db
    .select()
    .from(phaseRuns)
    .where(eq(phaseRuns.assignmentId, assignmentId))
    .orderBy(asc(phaseRuns.at), asc(phaseRuns.id));
  return rows.map((row) => ({ ...row, failures: [] }));
}

/** What a merge leads to elsewhere. The status in Jira is held for a while, like any change of one. */
async function merged(run: DurableRun, task: BugTask, { url, payload }: Agreed, by: string): Promise<Ending> {
  const source = sourceOf(task.report);
  await react(outletOf(run), [
    ...source.resolve(run.spine.settings.RULES.bugFix),
    ...source.merged(`Fixed by ${url}, which is merged.`),
  ]);
  const { microUsd } = await run.once("cost", async () => costOfTask(run.spine.db, run.taskId));
  const people = run.spine.settings.PEOPLE;
  return {
    kind: "done",
    url,
    message: {
      text: `:tada: ${mention(people, task.requester)} <${url}|${payload.repository}#${payload.pullRequest}> was merged by ${mention(people, by)}. It cost $${(microUsd / 1_000_000).toFixed(2)}.`,
    },
  };
}

function closed(run: DurableRun, task: BugTask, { url, payload }: Agreed, by: string): Ending {
  const people = run.spine.settings.PEOPLE;
  return {
    kind: "rejected",
    reason: `${by} closed ${payload.repository}#${payload.pullRequest} without merging it`,
    message: {
      text: `:x: ${mention(people, task.requester)} <${url}|${payload.repository}#${payload.pullRequest}> was closed by ${mention(people, by)} without merging. The same bug won't be fixed again by itself.`,
    },
  };
}
