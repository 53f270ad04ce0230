import { pullRequestDraft } from "../../shared/actions/pull-request-draft.ts";
import { changeFix, openBefore } from "../../shared/db/fixes.ts";
import { isPlayed } from "../../shared/db/llm-calls.ts";
import { planMarkdown } from "../../shared/jobs/bug-fix/plan-markdown.ts";
import { draftBody, fixTitle } from "../../shared/jobs/bug-fix/pull-request-body.ts";
import { react } from "../../shared/jobs/bug-fix/sources/reaction.ts";
import { sourceOf } from "../../shared/jobs/bug-fix/sources/registry.ts";
import { dashboardLink } from "../../shared/platform/config.ts";
import type { DurableRun } from "../durable-run.ts";
import type { BugTask } from "./bug-task.ts";
import { outletOf } from "./outlet.ts";
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
  { revision, baseCommit, planned }: Version,
): Promise<Shown> {
  const { repository, base, report } = task;
  const branch = `fix/${run.taskId}`;
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
        report,
        revision,
        baseCommit,
        dashboard: dashboardLink(run.spine.settings, `/tasks/${run.taskId}`),
        ...known,
      }),
      plan: planMarkdown(run.taskId, planned),
      revision,
    },
    task.provenance,
  );
  const shown = {
    pullRequest: Number(result.pullRequest),
    url: result.url,
    branch,
    planCommit: result.planCommit,
  };
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

/** Whoever asked elsewhere hears of it there; neither is waited for. */
async function tellOrigin(run: DurableRun, { report }: BugTask, { url }: Shown): Promise<void> {
  const words = `Signalbox has planned a fix: ${url}. It waits for a person's approval there.`;
  await react(outletOf(run), sourceOf(report).planned(words));
}
