import { agreedPlan } from "../../../shared/actions/agreed-plan.ts";
import { deliveryOfTask, storiesOfDelivery } from "../../../shared/db/deliveries.ts";
import { githubClient } from "../../../shared/integrations/github/client.ts";
import { mrkdwn } from "../../../shared/integrations/slack/mrkdwn.ts";
import { type StoryRequest, storyForm } from "../../../shared/jobs/delivery/signals.ts";
import { type StoryWork, storyWorkOf } from "../../../shared/jobs/delivery/stories/story-work.ts";
import { lookUp } from "../../../shared/platform/look-up.ts";
import { SignalboxError } from "../../../shared/platform/errors.ts";
import { changeFix } from "../../../shared/db/fixes.ts";
import { attempted } from "../../attempted.ts";
import type { DurableRun } from "../../durable-run.ts";
import { openThread, type TaskStart } from "../../run-task.ts";
import { phaseMs } from "../phase-ms.ts";

/** A story whose building begins. */
export interface BegunStory {
  request: StoryRequest;
  requester: string;
  work: StoryWork;
  /** The head of the branch that it is for: where it begins. */
  baseCommit: string;
  testCommand: string | null;
  deadlineMs: number;
}

/** Reads the story from the very plan that people have agreed to, and where the code is now. */
export async function beginStory(run: DurableRun, start: TaskStart): Promise<BegunStory> {
  const request = storyForm.schema.parse(start.body);
  const { repository, base, channel, delivery, story, said } = request;
  if (channel !== null) run.thread = { channel, thread: null };
  run.endIf(start.cancel);
  const begun = await run.once("story", async () => {
    const row = (await storiesOfDelivery(run.spine.db, delivery)).find((one) => one.storyId === story);
    if (row?.state !== "building" || row.taskId !== run.taskId)
      throw new SignalboxError(
        "conflict",
        `${story} of ${delivery} is not to be built by this task any more`,
      );
    const digest = (await deliveryOfTask(run.spine.db, delivery))?.agreed ?? null;
    const plan = digest === null ? null : await agreedPlan(run.spine, { delivery, plan: digest });
    const work =
      plan === null || digest === null ? null : storyWorkOf(plan, { delivery, digest, story, said });
    if (work === null) throw new SignalboxError("not_found", `no agreed plan of ${delivery} has ${story}`);
    const testCommand = lookUp(run.spine.settings.RULES.repositories, repository)?.testCommand ?? null;
    return { work, testCommand, deadlineMs: phaseMs(run) };
  });
  if (run.thread !== null)
    await openThread(
      run,
      mrkdwn`:hammer: *${begun.work.story.id} ${begun.work.story.title}* of ${request.of} is being built in ${repository}.`,
    );
  const baseCommit = await run.attempt("base", async () => {
    const head = await githubClient(run.spine).head(repository, base);
    return head.kind === "answered" && head.value === null
      ? { kind: "failed", code: "fix_failed", reason: `${repository} has no branch ${base} any more` }
      : attempted(head.kind === "answered" ? { ...head, value: head.value ?? "" } : head);
  });
  await run.record(
    "base recorded",
    () => [],
    (spine) => [changeFix(spine, run.taskId, { baseCommit })],
  );
  return { request, requester: start.requestedBy, ...begun, baseCommit };
}
