import { z } from "zod";
import { storySchema } from "../domain/delivery/requirement.ts";
import { sizeOfStory } from "../domain/delivery/story-size.ts";
import { storyPlan } from "../domain/delivery/story-plan.ts";
import { storyDiscovery } from "../domain/plan.ts";
import { repositoryName, repositoryPath } from "../domain/repository.ts";
import { githubClient } from "../integrations/github/client.ts";
import { coderOf } from "../llm/models.ts";
import { canonicalJson } from "../platform/digest.ts";
import { escapeLine } from "../platform/escape-markdown.ts";
import type { ActionKindModule } from "../spine/action-kind.ts";
import { agreedPlan } from "./agreed-plan.ts";
import { branchName, commitId, isAmong, issueNumber, ownBranch, othersRepository } from "./github-target.ts";
import { oneLine } from "./one-line.ts";
import { findQueued, type Queued, queued, queueOnce } from "./queue-once.ts";

const storyExecuteSchema = z.strictObject({
  /** The delivery's task, and the digest of its plan that people have agreed to. */
  delivery: z.string().min(1).max(200),
  plan: z.string().min(1).max(100),
  story: storySchema,
  /** The files that may be touched. */
  tests: z.array(repositoryPath).min(1).max(10),
  code: z.array(repositoryPath).min(1).max(10),
  repository: repositoryName,
  base: branchName,
  /** Where the story begins. */
  baseCommit: commitId,
  branch: ownBranch,
  /** The head of the branch with the story's words on it. */
  planCommit: commitId,
  pullRequest: issueNumber,
  testCommand: oneLine(300).nullable(),
  /** The story, as the model will read it. */
  report: z.string().max(40_000),
  deadlineMs: z.number().int().positive(),
});

export type StoryExecute = z.infer<typeof storyExecuteSchema>;

/**
 * Has one story of an agreed plan built in a container. The yes was said to the plan: that the story and its files are the plan's to the
 * letter, and that the branch is as it was shown, is looked up just before.
 */
export const storyExecute: ActionKindModule<"story_execute", StoryExecute, Queued> = {
  kind: "story_execute",
  schema: storyExecuteSchema,
  result: queued,
  service: null,
  target: ({ repository, branch }) => `github:${repository}:${branch}`,
  outOfBounds: ({ repository }, rules) => othersRepository(repository, rules),
  preview: ({
    story: { id, title, narrative, criteria },
    repository,
    pullRequest,
    tests,
    code,
    baseCommit,
  }) => ({
    title: `Build ${id} in ${repository}: ${title}`,
    body: [
      escapeLine(narrative),
      criteria.map((one) => `- ${escapeLine(one)}`).join("\n"),
      `Tests: ${tests.join(", ")}. Code: ${code.join(", ")}.`,
      `Pull request #${pullRequest}, from commit ${baseCommit.slice(0, 12)}.`,
    ].join("\n\n"),
  }),

  apply: async (ground, { id, taskId, payload }) =>
    queueOnce(ground, id, async (assignmentId) => {
      const { repository, base, baseCommit, branch, planCommit, story, tests, code, testCommand } = payload;
      const agreed = await agreedPlan(ground, payload);
      if (agreed === null)
        return { kind: "stale", error: "the plan that the story is of is not what people have agreed to" };
      const files = agreed.design.stories.find((one) => one.story === story.id);
      const itsStory = agreed.stories.find((one) => one.id === story.id);
      if (
        !isAmong([agreed.repository.name], repository) ||
        canonicalJson(itsStory ?? null) !== canonicalJson(story) ||
        canonicalJson(files ?? null) !== canonicalJson({ story: story.id, tests, code })
      )
        return { kind: "refused", error: `${story.id} is not in the agreed plan as it is to be built` };
      const github = githubClient(ground);
      const head = await github.head(repository, branch);
      if (head.kind !== "answered") return head;
      if (head.value !== planCommit)
        return { kind: "stale", error: `${branch} has changed since the story was shown` };
      const plan = storyPlan(story, { tests, code }, testCommand);
      return {
        kind: "order",
        spec: {
          mode: "execute",
          purpose: "story",
          model: coderOf(sizeOfStory(story, { tests, code }).size),
          assignmentId,
          taskId,
          repository: { name: repository, cloneUrl: github.cloneUrl(repository), base, testCommand },
          report: payload.report,
          deadlineMs: payload.deadlineMs,
          branch,
          baseCommit,
          planCommit,
          discovery: storyDiscovery(repository, plan),
          plan,
          allowed: [],
          done: [],
          failure: null,
          ciLogs: null,
        },
      };
    }),

  reconcile: findQueued,
};
