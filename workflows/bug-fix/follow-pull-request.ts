import { githubComment } from "../../shared/actions/github-comment.ts";
import { and, asc, eq, inArray } from "drizzle-orm";
import { recordClosed } from "../../shared/jobs/bug-fix/on-pull-request.ts";
import { react } from "../../shared/jobs/bug-fix/sources/reaction.ts";
import { sourceOf } from "../../shared/jobs/bug-fix/sources/registry.ts";
import { ledger } from "../../shared/db/schema.ts";
import { costOfTask } from "../../shared/db/tasks.ts";
import { failing } from "../../shared/integrations/github/checks.ts";
import { githubClient } from "../../shared/integrations/github/client.ts";
import { ourLink } from "../../shared/integrations/slack/link.ts";
import { mention } from "../../shared/integrations/slack/mention.ts";
import { joined, mrkdwn } from "../../shared/integrations/slack/mrkdwn.ts";
import { cut } from "../../shared/platform/cut.ts";
import { escapeLine } from "../../shared/platform/escape-markdown.ts";
import { redact } from "../../shared/platform/redact.ts";
import type { DurableRun } from "../durable-run.ts";
import type { Ending } from "../run-task.ts";
import type { Agreed } from "./agree-on-plan.ts";
import type { Ready } from "./execute.ts";
import type { BugTask } from "./bug-task.ts";
import { outletOf } from "./outlet.ts";
import { decides, type RedRun, repairChecks, tellElsewhere } from "./repair-checks.ts";

type Seen = { kind: "merged" | "closed"; by: string } | ({ kind: "red" } & RedRun);

/** Sees a ready pull request through: CI that fails gets one repair, people merge it or close it, and what follows is done. */
export async function followPullRequest(
  run: DurableRun,
  task: BugTask,
  agreed: Agreed,
  first: Ready,
): Promise<Ending> {
  let ready = first;
  // Several runs may fail on one commit (a push's and a pull request's, several workflows): it is one failure.
  const looked: string[] = [];
  let elsewhere = 0;
  const passedOver: string[] = [];
  for (let round = 1; ; round++) {
    const seen = await run.until(`merge ${round}`, async () =>
      look(run, agreed, ready.commit, { looked, passedOver }),
    );
    switch (seen.kind) {
      case "merged":
        return merged(run, task, agreed, seen.by);
      case "closed":
        return closed(run, task, agreed, seen.by);
      case "red":
        if (!(await decides(run, agreed, seen, round))) {
          passedOver.push(nameOf(seen));
          continue;
        }
        looked.push(lookedAt(seen));
        if (!seen.isActions) {
          await tellElsewhere(run, agreed, seen, ++elsewhere);
          continue;
        }
        ready = (await repairChecks(run, task, agreed, seen, looked.length - elsewhere)) ?? ready;
    }
  }
}

/** All that failed on a commit is one failure to Actions, and one to the other apps. */
function lookedAt({ commit, isActions }: Pick<RedRun, "commit" | "isActions">): string {
  return isActions ? commit : `${commit} elsewhere`;
}

function nameOf({ workflow, runId }: RedRun): string {
  return `${workflow} ${runId}`;
}

/** What has happened, by the record; a hook of GitHub's that never came is made up for by asking. */
async function look(
  run: DurableRun,
  { payload }: Agreed,
  commit: string,
  { looked, passedOver }: { looked: string[]; passedOver: string[] },
): Promise<Seen | null> {
  const { db } = run.spine;
  const facts = await db
    .select({ type: ledger.type, data: ledger.data })
    .from(ledger)
    .where(
      and(
        eq(ledger.taskId, run.taskId),
        inArray(ledger.type, ["pull_request.merged", "pull_request.closed", "checks.finished"]),
      ),
    )
    .orderBy(asc(ledger.seq));
  const end = facts.find(({ type }) => type !== "checks.finished");
  if (end)
    return { kind: end.type === "pull_request.merged" ? "merged" : "closed", by: String(end.data["by"]) };
  const reds = facts
    .filter(
      ({ type, data }) =>
        type === "checks.finished" && failing.has(String(data["conclusion"])) && data["commit"] === commit,
    )
    .map(({ data }) => ({
      kind: "red" as const,
      runId: Number(data["runId"]),
      isActions: data["isActions"] !== false,
      workflow: typeof data["name"] === "string" ? data["name"] : "CI",
      commit,
    }));
  const red = reds.find((one) => !looked.includes(lookedAt(one)) && !passedOver.includes(nameOf(one)));
  if (red !== undefined) return red;
  const { repository, pullRequest } = payload;
  const now = await githubClient(run.spine).pullRequest(repository, pullRequest);
  if (now.kind !== "answered" || now.value.state === "open") return null;
  const { merged: isMerged, mergeCommit } = now.value;
  await recordClosed(
    run.spine,
    { taskId: run.taskId, repository, pullRequest },
    { by: "somebody", merged: isMerged, mergeCommit },
  );
  return { kind: isMerged ? "merged" : "closed", by: "somebody" };
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
