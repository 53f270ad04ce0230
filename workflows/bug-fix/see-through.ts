import { githubComment } from "../../shared/actions/github-comment.ts";
import { react } from "../../shared/jobs/bug-fix/sources/reaction.ts";
import { sourceOf } from "../../shared/jobs/bug-fix/sources/registry.ts";
import { costOfTask } from "../../shared/db/tasks.ts";
import { ourLink } from "../../shared/integrations/slack/link.ts";
import { mention } from "../../shared/integrations/slack/mention.ts";
import { joined, mrkdwn } from "../../shared/integrations/slack/mrkdwn.ts";
import { cut } from "../../shared/platform/cut.ts";
import { escapeLine } from "../../shared/platform/escape-markdown.ts";
import { redact } from "../../shared/platform/redact.ts";
import type { DurableRun } from "../durable-run.ts";
import type { Ending } from "../run-task.ts";
import type { Agreed } from "./agree-on-plan.ts";
import type { BugTask } from "./bug-task.ts";
import { outletOf } from "./outlet.ts";
import { followPullRequest } from "../change/follow-pull-request.ts";
import type { Ready } from "../change/keep-ready.ts";
import { changeOf } from "./change-of.ts";

/** Sees a fix that is ready through, until people merge or close its pull request; what follows from that is done. */
export async function seeThrough(
  run: DurableRun,
  task: BugTask,
  agreed: Agreed,
  ready: Ready,
): Promise<Ending> {
  const { kind, by } = await followPullRequest(run, changeOf(run, task, agreed), ready);
  return kind === "merged" ? merged(run, task, agreed, by) : closed(run, task, agreed, by);
}

/** What a merge leads to elsewhere. The status in Jira is held for a while, like any change of one. */
async function merged(run: DurableRun, task: BugTask, { url, payload }: Agreed, by: string): Promise<Ending> {
  const source = sourceOf(task.report);
  const { microUsd } = await run.once("cost", async () => costOfTask(run.spine.db, run.taskId));
  const people = run.spine.settings.PEOPLE;
  const refused = await react(outletOf(run), [
    ...source.resolve(run.spine.settings.RULES.bugFix),
    ...source.merged(`Fixed by ${url}, which is merged.`),
  ]);
  const cost = `It cost $${(microUsd / 1_000_000).toFixed(2)}.`;
  const { repository, pullRequest: number } = payload;
  const name = people.find(({ id }) => id === by)?.name ?? by;
  const body = [
    `Merged by ${escapeLine(name)}.${refused.length === 0 ? " All that follows from it is done, or on its way." : ""}`,
    ...refused.map((one) => `Not done: ${escapeLine(cut(redact(one), 1000))}`),
  ].join("\n\n");
  await run.inform("merged-comment", githubComment, { repository, number, body });
  const notDone = refused.map((one) => mrkdwn`:warning: Not done: ${cut(redact(one), 1000)}`);
  return {
    kind: "done",
    url,
    message: {
      text: mrkdwn`:tada: ${mention(people, task.requester)} ${ourLink(`${payload.repository}#${payload.pullRequest}`, url)} was merged by ${mention(people, by)}. ${cost}${notDone.length === 0 ? "" : mrkdwn`\n${joined(notDone)}`}`,
    },
  };
}

function closed(run: DurableRun, task: BugTask, { url, payload }: Agreed, by: string): Ending {
  const people = run.spine.settings.PEOPLE;
  return {
    kind: "rejected",
    reason: `${by} closed ${payload.repository}#${payload.pullRequest} without merging it`,
    message: {
      text: mrkdwn`:x: ${mention(people, task.requester)} ${ourLink(`${payload.repository}#${payload.pullRequest}`, url)} was closed by ${mention(people, by)} without merging. The same bug won't be fixed again by itself.`,
    },
  };
}
