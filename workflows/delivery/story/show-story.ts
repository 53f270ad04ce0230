import { pullRequestDraft } from "../../../shared/actions/pull-request-draft.ts";
import { changeStory } from "../../../shared/db/deliveries.ts";
import { changeFix } from "../../../shared/db/fixes.ts";
import { isPlayed } from "../../../shared/db/llm-calls.ts";
import { changeBranch } from "../../../shared/domain/change-branch.ts";
import { storyDraft, storyMarkdown, storyTitle } from "../../../shared/jobs/delivery/stories/story-texts.ts";
import { dashboardLink } from "../../../shared/platform/config.ts";
import type { DurableRun } from "../../durable-run.ts";
import type { BegunStory } from "./begin-story.ts";

/** The draft pull request of a story. */
export interface ShownStory {
  branch: string;
  planCommit: string;
  pullRequest: number;
  url: string;
}

/** Opens the story's branch and its draft pull request, with what is wanted in it. */
export async function showStory(run: DurableRun, begun: BegunStory): Promise<ShownStory> {
  const { request, work, baseCommit } = begun;
  const branch = changeBranch("story", run.taskId);
  const isSandbox = await run.once("who plays", async () => isPlayed(run.spine.db, work.delivery));
  const { pullRequest, url, planCommit } = await run.act(
    "draft",
    pullRequestDraft,
    {
      repository: request.repository,
      base: request.base,
      baseCommit,
      branch,
      title: storyTitle(work),
      body: storyDraft(work, {
        taskId: run.taskId,
        dashboard: dashboardLink(run.spine.settings, `/tasks/${run.taskId}`),
        sandbox: isSandbox,
      }),
      plan: storyMarkdown(work),
      revision: 1,
    },
    "external",
  );
  const shown = { branch, planCommit, pullRequest: Number(pullRequest), url };
  const { delivery: deliveryId, story } = request;
  await run.record(
    "shown",
    () => [],
    (spine) => [
      changeFix(spine, run.taskId, { branch, planCommit, pullRequest: shown.pullRequest, url }),
      changeStory(spine, { deliveryId, storyId: story, taskId: run.taskId }, ["building"], {
        pullRequest: shown.pullRequest,
        url,
      }),
    ],
  );
  return shown;
}
