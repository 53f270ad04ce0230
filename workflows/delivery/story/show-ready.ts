import { asc, eq } from "drizzle-orm";
import { pullRequestReady } from "../../../shared/actions/pull-request-ready.ts";
import { revisionsOf } from "../../../shared/changes/revisions.ts";
import { changeStory, deliveryOfTask } from "../../../shared/db/deliveries.ts";
import { isPlayed } from "../../../shared/db/llm-calls.ts";
import { madeRepositories } from "../../../shared/db/policy-context.ts";
import { phaseRuns } from "../../../shared/db/schema.ts";
import { costOfTask } from "../../../shared/db/tasks.ts";
import { ourLink } from "../../../shared/integrations/slack/link.ts";
import { mention } from "../../../shared/integrations/slack/mention.ts";
import { mrkdwn } from "../../../shared/integrations/slack/mrkdwn.ts";
import { estimateStory } from "../../../shared/jobs/delivery/architecture/estimate.ts";
import { keepGenerated } from "../../../shared/jobs/delivery/stories/keep-generated.ts";
import { storyReadyBody, storyTitle } from "../../../shared/jobs/delivery/stories/story-texts.ts";
import { dashboardLink } from "../../../shared/platform/config.ts";
import { mergeApprovalsOf } from "../../../shared/policy/merge-approvals.ts";
import { spawnErrand } from "../../../shared/spine/spawn-errand.ts";
import { wakeTask } from "../../../shared/spine/wake.ts";
import type { Ready } from "../../change/keep-ready.ts";
import { reviewersOf, unaskedWords } from "../../change/reviewers.ts";
import type { DurableRun } from "../../durable-run.ts";
import type { BegunStory } from "./begin-story.ts";
import type { ShownStory } from "./show-story.ts";

/** Marks the story's pull request ready for people, with the evidence in it, and says so; where a rule merges, it is asked for. */
export async function showReady(
  run: DurableRun,
  begun: BegunStory,
  { branch, pullRequest, url }: ShownStory,
  ready: Ready,
  step: string,
): Promise<void> {
  const { request, work, requester } = begun;
  const { repository, delivery: deliveryId, story: storyId } = request;
  const body = await run.once(`body ${step}`, async () => {
    const { db } = run.spine;
    const runs = await db
      .select()
      .from(phaseRuns)
      .where(eq(phaseRuns.taskId, run.taskId))
      .orderBy(asc(phaseRuns.at), asc(phaseRuns.id));
    const design = (await deliveryOfTask(db, deliveryId))?.design ?? null;
    const words = storyReadyBody(work, {
      ...ready,
      taskId: run.taskId,
      runs,
      microUsd: (await costOfTask(db, run.taskId)).microUsd,
      estimated: design === null ? null : estimateStory(work.story, design).microUsd,
      dashboard: dashboardLink(run.spine.settings, `/tasks/${run.taskId}`),
      sandbox: await isPlayed(db, run.taskId),
      revisions: await revisionsOf(db, run.taskId),
    });
    await keepGenerated(run.spine, request, run.taskId, words);
    return words;
  });
  const title = storyTitle(work);
  const reviewers = await run.once(`reviewers ${step}`, async () => reviewersOf(run, repository));
  const { unasked } = await run.act(
    step,
    pullRequestReady,
    { repository, pullRequest, branch, commit: ready.commit, title, body, ...reviewers },
    "external",
  );
  await run.record(
    `${step}, recorded`,
    () => [
      run.fact(`${step}/ready`, "pull_request.ready", `somebody to merge ${repository}#${pullRequest}`, {
        url,
        commit: ready.commit,
        files: ready.files,
      }),
    ],
    (spine) => [
      changeStory(spine, { deliveryId, storyId, taskId: run.taskId }, ["building", "in_review"], {
        state: "in_review",
        commit: ready.commit,
      }),
    ],
  );
  await run.once(`${step}, merge`, async () => {
    await wakeTask(run.spine, deliveryId);
    const made = await madeRepositories(run.spine.db, run.project);
    if (mergeApprovalsOf(run.spine.settings.RULES, made, repository) === null) return;
    await spawnErrand(run.spine, {
      taskId: run.taskId,
      key: `merge-${ready.commit.slice(0, 12)}`,
      kind: "pull_request_merge",
      // The commit's line is made by code: nothing that documents say decides on a merge.
      payload: {
        repository,
        number: pullRequest,
        head: ready.commit,
        method: "squash",
        title: `Story ${storyId} (#${pullRequest})`,
      },
      provenance: "internal",
      project: run.project,
      channel: request.channel,
    });
  });
  const added = ready.files.reduce((sum, file) => sum + file.added, 0);
  const removed = ready.files.reduce((sum, file) => sum + file.removed, 0);
  await run.say(`say ${step}`, {
    text: mrkdwn`:white_check_mark: ${mention(run.spine.settings.PEOPLE, requester)} ${ourLink(`${repository}#${pullRequest}`, url)} is ready for review: *${storyId} ${work.story.title}*, tests that failed before it and pass now, ${ready.files.length} files, +${added} −${removed}.${unaskedWords(unasked)}`,
  });
}
