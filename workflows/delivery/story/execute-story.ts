import { type StoryExecute, storyExecute } from "../../../shared/actions/story-execute.ts";
import { sizeOfStory } from "../../../shared/domain/delivery/story-size.ts";
import { storyPlan } from "../../../shared/domain/delivery/story-plan.ts";
import { storyDiscovery } from "../../../shared/domain/plan.ts";
import type { StoredSpec } from "../../../shared/executor/stored-spec.ts";
import { githubClient } from "../../../shared/integrations/github/client.ts";
import { storyReport } from "../../../shared/jobs/delivery/stories/story-report.ts";
import { coderOf } from "../../../shared/llm/models.ts";
import type { WorkedOn } from "../../change/change.ts";
import { keepReady, type Ready } from "../../change/keep-ready.ts";
import { runAssignments } from "../../change/run-assignments.ts";
import type { DurableRun } from "../../durable-run.ts";
import type { BegunStory } from "./begin-story.ts";
import type { ShownStory } from "./show-story.ts";

/** The run of assignments that builds a story, and the key of the action that begins it. */
export const buildingRun = "build";

/** Has the story built under the referee, with one more attempt. What fails is kept. */
export async function executeStory(run: DurableRun, begun: BegunStory, shown: ShownStory): Promise<Ready> {
  const payload = orderOf(begun, shown);
  await run.act(buildingRun, storyExecute, payload, "external");
  const assignmentId = await runAssignments(run, {
    run: buildingRun,
    queued: true,
    retries: 1,
    spec: async (id, failure) => storySpec(run, payload, id, { failure, ciLogs: null, done: [] }),
  });
  return keepReady(run, assignmentId, "ready");
}

/** What is to be built, to the letter of the plan. */
export function orderOf(begun: BegunStory, { branch, planCommit, pullRequest }: ShownStory): StoryExecute {
  const { request, work, baseCommit, testCommand, deadlineMs } = begun;
  return {
    delivery: work.delivery,
    plan: work.plan,
    story: work.story,
    tests: work.tests,
    code: work.code,
    repository: request.repository,
    base: request.base,
    baseCommit,
    branch,
    planCommit,
    pullRequest,
    testCommand,
    report: storyReport(work),
    deadlineMs,
  };
}

/** What an assignment is to do about a story. */
export function storySpec(
  run: DurableRun,
  order: StoryExecute,
  assignmentId: string,
  about: WorkedOn,
): StoredSpec {
  const {
    repository,
    base,
    testCommand,
    story,
    tests,
    code,
    report,
    deadlineMs,
    branch,
    baseCommit,
    planCommit,
  } = order;
  const plan = storyPlan(story, { tests, code }, testCommand);
  return {
    mode: "execute",
    purpose: "story",
    model: coderOf(sizeOfStory(story, { tests, code }).size),
    assignmentId,
    taskId: run.taskId,
    repository: {
      name: repository,
      cloneUrl: githubClient(run.spine).cloneUrl(repository),
      base,
      testCommand,
    },
    report,
    deadlineMs,
    branch,
    baseCommit,
    planCommit,
    discovery: storyDiscovery(repository, plan),
    plan,
    allowed: [],
    ...about,
  };
}
