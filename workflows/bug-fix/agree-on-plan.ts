import type { CodeExecute } from "../../shared/actions/code-execute.ts";
import { githubComment } from "../../shared/actions/github-comment.ts";
import { mrkdwn } from "../../shared/integrations/slack/mrkdwn.ts";
import { SignalboxError } from "../../shared/platform/errors.ts";
import { escapeLine } from "../../shared/platform/escape-markdown.ts";
import type { DurableRun } from "../durable-run.ts";
import { allowProtected } from "./allow-protected.ts";
import { askForMore } from "./ask-for-more.ts";
import { askToExecute } from "./ask-to-execute.ts";
import type { BugTask } from "./bug-task.ts";
import { plan, type Version, type Wish } from "./plan.ts";
import { saidBlock } from "../change/said-block.ts";
import { type Shown, showPlan } from "./show-plan.ts";

/** Whoever isn't content with so many plans should fix it: it is cheaper. */
const maxRevisions = 8;

/** A plan that people have said yes to, and whose carrying out has begun. */
export interface Agreed {
  kind: "agreed";
  version: Version;
  payload: CodeExecute;
  url: string;
  by: string | null;
}

interface Unwanted {
  kind: "rejected" | "expired" | "superseded" | "forbidden";
  reason: string;
  by: string | null;
}

/** A plan that isn't it yet. */
interface Again {
  kind: "again";
  wish: Wish;
}

/** Plans, shows the plan in a draft pull request, and asks; what people want changed, or what has moved, is planned anew. */
export async function agreeOnPlan(run: DurableRun, task: BugTask): Promise<Agreed | Unwanted> {
  let wish: Wish | null = null;
  for (let revision = 1; revision <= maxRevisions; revision++) {
    const come: Agreed | Unwanted | Again = await offerPlan(run, task, revision, wish);
    if (come.kind !== "again") return come;
    ({ wish } = come);
  }
  throw new SignalboxError("fix_failed", `still no agreement after ${maxRevisions} plans`);
}

/** Makes one version of the plan and sees what people say to it. */
async function offerPlan(
  run: DurableRun,
  task: BugTask,
  revision: number,
  wish: Wish | null,
): Promise<Agreed | Unwanted | Again> {
  const version = await plan(run, task, revision, wish);
  const again = (feedback: string): Again => ({ kind: "again", wish: { version, feedback } });
  const more = await askForMore(run, task, version);
  if (more !== null) return again(more);
  const shown = await showPlan(run, task, version);
  const allowed = await allowProtected(run, task, version, shown.branch);
  const carried =
    allowed.kind === "allowed" ? await askToExecute(run, task, version, shown, allowed.files) : allowed;
  switch (carried.kind) {
    case "applied":
      return { kind: "agreed", version, payload: carried.payload, url: shown.url, by: carried.by };
    case "revised":
      return again(carried.reason);
    case "stale":
      await run.say(`stale ${revision}`, {
        text: mrkdwn`:recycle: The yes was for code that has moved: ${carried.reason}. I plan again and ask again.`,
      });
      return again(`The code has moved since: ${carried.reason}. Look again.`);
    case "rejected":
    case "expired":
    case "superseded":
    case "forbidden": {
      const ended = { kind: carried.kind, reason: carried.reason, by: "by" in carried ? carried.by : null };
      await tellPullRequest(run, task, shown, ended);
      return ended;
    }
  }
}

/** The pull request says why nothing comes of it; closing it is left to people. */
async function tellPullRequest(
  run: DurableRun,
  { repository }: BugTask,
  { pullRequest }: Shown,
  { kind, reason, by }: Unwanted,
): Promise<void> {
  const who = by === null ? "" : ` by ${escapeLine(nameOf(run, by))}`;
  await run.inform("plan-ended", githubComment, {
    repository,
    number: pullRequest,
    body: [`This plan was ${kind}${who}:`, saidBlock(run, reason), "Nothing will be done about it."].join(
      "\n\n",
    ),
  });
}

function nameOf(run: DurableRun, id: string): string {
  return run.spine.settings.PEOPLE.find((person) => person.id === id)?.name ?? id;
}
