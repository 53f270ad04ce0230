import { githubComment } from "../../../shared/actions/github-comment.ts";
import { changeStory, type DeliveryStoryRow } from "../../../shared/db/deliveries.ts";
import { ourLink } from "../../../shared/integrations/slack/link.ts";
import { mention } from "../../../shared/integrations/slack/mention.ts";
import { mrkdwn } from "../../../shared/integrations/slack/mrkdwn.ts";
import { describeError, SignalboxError } from "../../../shared/platform/errors.ts";
import { wakeTask } from "../../../shared/spine/wake.ts";
import type { Change } from "../../change/change.ts";
import { failChange, failureComment } from "../../change/fail-change.ts";
import { followPullRequest } from "../../change/follow-pull-request.ts";
import { tellOnPullRequest } from "../../change/tell-on-pull-request.ts";
import { toldFailure } from "../../change/told-failure.ts";
import type { DurableRun } from "../../durable-run.ts";
import type { Ending, TaskStart } from "../../run-task.ts";
import { type BegunStory, beginStory } from "./begin-story.ts";
import { buildingRun, executeStory, orderOf, storySpec } from "./execute-story.ts";
import { showReady } from "./show-ready.ts";
import { type ShownStory, showStory } from "./show-story.ts";

/** One story of a delivery, from its words to the merged pull request: tests first, the code, the referee's proof, people's review. */
export async function buildStory(run: DurableRun, start: TaskStart): Promise<Ending> {
  let begun: BegunStory | null = null;
  let shown: ShownStory | null = null;
  try {
    begun = await beginStory(run, start);
    shown = await showStory(run, begun);
    return await see(run, begun, shown);
  } catch (error) {
    await failChange(run);
    if (begun !== null && shown !== null) await tellFailure(run, begun, shown, error);
    if (begun !== null)
      await endStory(
        run,
        begun,
        "failed",
        error instanceof SignalboxError ? error.message : describeError(error),
      );
    throw error;
  }
}

async function see(run: DurableRun, begun: BegunStory, shown: ShownStory): Promise<Ending> {
  const { request, requester, work } = begun;
  const { repository } = request;
  run.elsewhere = (key) => async (words) =>
    tellOnPullRequest(run, { repository, number: shown.pullRequest }, key, words);
  const ready = await executeStory(run, begun, shown);
  await showReady(run, begun, shown, ready, "ready");
  const change: Change = {
    repository,
    base: request.base,
    pullRequest: shown.pullRequest,
    url: shown.url,
    run: buildingRun,
    spec: (assignmentId, about) => storySpec(run, orderOf(begun, shown), assignmentId, about),
    show: async (again, step) => showReady(run, begun, shown, again, step),
  };
  const { kind, by, mergeCommit } = await followPullRequest(run, change, ready);
  const people = run.spine.settings.PEOPLE;
  const name = `${repository}#${shown.pullRequest}`;
  const where = ourLink(name, shown.url);
  if (kind === "closed") {
    await endStory(run, begun, "failed", `${by} closed ${name} without merging it`);
    return {
      kind: "rejected",
      reason: `${by} closed ${name} without merging it`,
      message: {
        text: mrkdwn`:x: ${mention(people, requester)} ${where} was closed by ${mention(people, by)} without merging.`,
      },
    };
  }
  await endStory(run, begun, "merged", null, mergeCommit);
  return {
    kind: "done",
    url: shown.url,
    message: {
      text: mrkdwn`:tada: ${mention(people, requester)} *${work.story.id} ${work.story.title}*: ${where} was merged by ${mention(people, by)}.`,
    },
  };
}

/** What became of the story, for its delivery, which goes on with that. */
async function endStory(
  run: DurableRun,
  { request, work }: BegunStory,
  state: "merged" | "failed",
  note: string | null,
  commit: string | null = null,
): Promise<void> {
  const { delivery: deliveryId, story: storyId } = request;
  const atWork: DeliveryStoryRow["state"][] = ["building", "in_review"];
  await run.once(`story ${state}`, async () => {
    await run.recordNow(
      [
        {
          ...run.fact(
            "story/ended",
            "story.ended",
            `${storyId} is ${state === "merged" ? "merged" : `not built: ${note ?? ""}`}: ${work.story.title}`,
            { story: storyId, state, taskId: run.taskId },
          ),
          taskId: deliveryId,
        },
      ],
      [
        changeStory(run.spine, { deliveryId, storyId, taskId: run.taskId }, atWork, {
          state,
          note,
          ...(commit === null ? {} : { commit }),
        }),
      ],
    );
    await wakeTask(run.spine, deliveryId);
  });
}

/** The pull request hears that nothing comes of it, and why; of a story that was cancelled nothing is said there. */
async function tellFailure(
  run: DurableRun,
  { request, work }: BegunStory,
  { pullRequest, url }: ShownStory,
  error: unknown,
): Promise<void> {
  if (error instanceof SignalboxError && error.code === "cancelled") return;
  const told = await toldFailure(run, error, `Signalbox could not build ${work.story.id} in ${url}`);
  await run.inform("failed-comment", githubComment, {
    repository: request.repository,
    number: pullRequest,
    body: failureComment(run, "I could not build this story:", told),
  });
}
