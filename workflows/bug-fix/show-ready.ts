import { pullRequestReady } from "../../shared/actions/pull-request-ready.ts";
import { asc, eq } from "drizzle-orm";
import { fixTitle, readyBody } from "../../shared/jobs/bug-fix/pull-request-body.ts";
import { revisionsOf } from "../../shared/changes/revisions.ts";
import { isPlayed } from "../../shared/db/llm-calls.ts";
import { phaseRuns } from "../../shared/db/schema.ts";
import { ourLink } from "../../shared/integrations/slack/link.ts";
import { mention } from "../../shared/integrations/slack/mention.ts";
import { mrkdwn } from "../../shared/integrations/slack/mrkdwn.ts";
import { dashboardLink } from "../../shared/platform/config.ts";
import type { DurableRun } from "../durable-run.ts";
import type { Agreed } from "./agree-on-plan.ts";
import type { Ready } from "../change/keep-ready.ts";
import { reviewersOf, unaskedWords } from "../change/reviewers.ts";
import type { BugTask } from "./bug-task.ts";

/** Marks the pull request ready for people, with the evidence in it, and says so. */
export async function showReady(
  run: DurableRun,
  task: BugTask,
  agreed: Agreed,
  ready: Ready,
  step: string,
): Promise<void> {
  const { payload, url } = agreed;
  const { planned, howTested = null } = payload;
  const body = await run.once(`body ${step}`, async () => {
    const { db } = run.spine;
    const runs = await db
      .select()
      .from(phaseRuns)
      .where(eq(phaseRuns.taskId, run.taskId))
      .orderBy(asc(phaseRuns.at), asc(phaseRuns.id));
    return readyBody({
      taskId: run.taskId,
      planned,
      howTested,
      report: task.report,
      runs,
      review: ready.review,
      pointedOut: ready.pointedOut,
      failedBefore: ready.failedBefore,
      walls: ready.walls,
      files: ready.files,
      commit: ready.commit,
      dashboard: dashboardLink(run.spine.settings, `/tasks/${run.taskId}`),
      sandbox: await isPlayed(db, run.taskId),
      revisions: await revisionsOf(db, run.taskId),
    });
  });
  const reviewers = await run.once(`reviewers ${step}`, async () => reviewersOf(run, payload.repository));
  const { unasked } = await run.act(
    step,
    pullRequestReady,
    {
      repository: payload.repository,
      pullRequest: payload.pullRequest,
      branch: payload.branch,
      commit: ready.commit,
      title: fixTitle(planned),
      body,
      ...reviewers,
    },
    task.provenance,
  );
  await run.record(`${step}, recorded`, () => [
    run.fact(
      `${step}/ready`,
      "pull_request.ready",
      `somebody to merge ${payload.repository}#${payload.pullRequest}`,
      {
        url,
        commit: ready.commit,
        files: ready.files,
      },
    ),
  ]);
  const added = ready.files.reduce((sum, file) => sum + file.added, 0);
  const removed = ready.files.reduce((sum, file) => sum + file.removed, 0);
  await run.say(`say ${step}`, {
    text: mrkdwn`:white_check_mark: ${mention(run.spine.settings.PEOPLE, task.requester)} ${ourLink(`${payload.repository}#${payload.pullRequest}`, url)} is ready for review: a test that failed before the fix and passes now, ${ready.files.length} files, +${added} −${removed}.${unaskedWords(unasked)}`,
  });
}
