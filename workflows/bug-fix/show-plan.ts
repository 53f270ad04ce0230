import { pullRequestDraft } from "../../shared/actions/pull-request-draft.ts";
import { githubComment } from "../../shared/actions/github-comment.ts";
import { changeFix, fixOfTask, openBefore } from "../../shared/db/fixes.ts";
import { isPlayed } from "../../shared/db/llm-calls.ts";
import { changeBranch } from "../../shared/domain/change-branch.ts";
import { weakest } from "../../shared/domain/provenance.ts";
import { planFile } from "../../shared/domain/plan.ts";
import { githubClient } from "../../shared/integrations/github/client.ts";
import { planMarkdown } from "../../shared/jobs/bug-fix/plan-markdown.ts";
import { draftBody, fixTitle } from "../../shared/jobs/bug-fix/pull-request-body.ts";
import { react } from "../../shared/jobs/bug-fix/sources/reaction.ts";
import { sourceOf } from "../../shared/jobs/bug-fix/sources/registry.ts";
import { dashboardLink } from "../../shared/platform/config.ts";
import type { DurableRun } from "../durable-run.ts";
import { type BugTask } from "./bug-task.ts";
import { attempted } from "../attempted.ts";
import { outletOf } from "./outlet.ts";
import { tellOnPullRequest } from "../change/tell-on-pull-request.ts";
import type { Version } from "./plan.ts";

/** The draft pull request of a plan. */
export interface Shown {
  pullRequest: number;
  url: string;
  branch: string;
  planCommit: string;
}

/** Shows a plan in a draft pull request, where people read it. */
export async function showPlan(
  run: DurableRun,
  task: BugTask,
  { revision, baseCommit, planned, howTested, remembered }: Version,
): Promise<Shown> {
  const { repository, base, report } = task;
  const branch = revision === 1 ? changeBranch("fix", run.taskId) : await freeBranch(run, task, revision);
  const known = await run.once(`words of draft ${revision}`, async () => ({
    sandbox: await isPlayed(run.spine.db, run.taskId),
    before: await openBefore(run.spine.db, run.taskId),
  }));
  const result = await run.act(
    `draft-${revision}`,
    pullRequestDraft,
    {
      repository,
      base,
      baseCommit,
      branch,
      title: fixTitle(planned),
      body: draftBody({
        taskId: run.taskId,
        planned,
        howTested: howTested ?? null,
        report,
        revision,
        baseCommit,
        dashboard: dashboardLink(run.spine.settings, `/tasks/${run.taskId}`),
        ...known,
      }),
      plan: planMarkdown(run.taskId, planned, howTested),
      revision,
    },
    weakest([task.provenance, remembered?.provenance ?? []].flat()),
  );
  const shown = {
    pullRequest: Number(result.pullRequest),
    url: result.url,
    branch,
    planCommit: result.planCommit,
  };
  run.elsewhere = (key) => async (words) =>
    tellOnPullRequest(run, { repository, number: shown.pullRequest }, key, words);
  if (branch !== changeBranch("fix", run.taskId)) await tellMoved(run, task, revision, shown);
  await run.record(
    `shown ${revision}`,
    () => [],
    (spine) => [
      changeFix(spine, run.taskId, {
        branch,
        pullRequest: shown.pullRequest,
        url: shown.url,
        planCommit: shown.planCommit,
      }),
    ],
  );
  if (revision === 1) await tellOrigin(run, task, shown);
  return shown;
}

/**
 * The branch that a plan made anew can stand on: the one of the plan before it, unless somebody has committed to it. What
 * people have made there is left to them, and the plan goes on in a pull request of its own.
 */
async function freeBranch(run: DurableRun, { repository }: BugTask, revision: number): Promise<string> {
  return run.attempt(`branch ${revision}`, async () => {
    const fix = await fixOfTask(run.spine.db, run.taskId);
    const last = fix?.branch ?? changeBranch("fix", run.taskId);
    const planCommit = fix?.planCommit ?? null;
    const github = githubClient(run.spine);
    const head = await github.head(repository, last);
    if (head.kind !== "answered") return attempted(head);
    if (head.value === null || planCommit === null || head.value === planCommit)
      return { kind: "done", value: last };
    const apart = await github.compare(repository, planCommit, head.value);
    if (apart.kind !== "answered") return attempted(apart);
    const isOthers = apart.value.files.some((file) => file !== planFile);
    return { kind: "done", value: isOthers ? `${changeBranch("fix", run.taskId)}-${revision}` : last };
  });
}

/** The pull request that people know says where the plan goes on. */
async function tellMoved(
  run: DurableRun,
  { repository }: BugTask,
  revision: number,
  shown: Shown,
): Promise<void> {
  const before = await run.once(`pull request before ${revision}`, async () => {
    const fix = await fixOfTask(run.spine.db, run.taskId);
    return fix?.pullRequest ?? null;
  });
  if (before === null || before === shown.pullRequest) return;
  await run.inform(`moved-${revision}`, githubComment, {
    repository,
    number: before,
    body: `Somebody has committed to this branch, so I leave it as it is. The plan goes on in #${shown.pullRequest}, and waits for a yes there.`,
  });
}

/** Whoever asked elsewhere hears of it there; neither is waited for. */
async function tellOrigin(run: DurableRun, { report }: BugTask, { url }: Shown): Promise<void> {
  const words = `Signalbox has planned a fix: ${url}. It waits for a person's approval there.`;
  await react(outletOf(run), sourceOf(report).planned(words));
}
