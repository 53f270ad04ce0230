import { githubComment } from "../../shared/actions/github-comment.ts";
import { changeFix, fixOfTask } from "../../shared/db/fixes.ts";
import { mention } from "../../shared/integrations/slack/mention.ts";
import { mrkdwn } from "../../shared/integrations/slack/mrkdwn.ts";
import { react } from "../../shared/jobs/bug-fix/sources/reaction.ts";
import { sourceOf } from "../../shared/jobs/bug-fix/sources/registry.ts";
import { SignalboxError } from "../../shared/platform/errors.ts";
import type { DurableRun } from "../durable-run.ts";
import type { Ending } from "../run-task.ts";
import type { Agreed } from "./agree-on-plan.ts";
import type { BegunFix } from "./begin-fix.ts";
import type { BugTask } from "./bug-task.ts";
import { outletOf } from "./outlet.ts";
import { failureComment } from "../change/fail-change.ts";
import { toldFailure } from "../change/told-failure.ts";

/**
 * The pull request and whoever reported the bug hear that an agreed plan has come to nothing, and why; the thread hears it with the
 * task's end. Of one that was cancelled nothing is said but there.
 */
export async function tellFailure(
  run: DurableRun,
  task: BugTask,
  { payload, url }: Agreed,
  error: unknown,
): Promise<void> {
  if (error instanceof SignalboxError && error.code === "cancelled") return;
  const told = await toldFailure(run, error, `Signalbox could not carry out the plan of ${url}`);
  await run.inform("failed-comment", githubComment, {
    repository: payload.repository,
    number: payload.pullRequest,
    body: failureComment(run, "I could not carry out this plan:", told),
  });
  await react(outletOf(run), sourceOf(task.report).failed(told));
}

/**
 * Whoever reported the bug hears that there will be no plan, and why, and so does a pull request that a plan was shown in already. Said
 * once, as the failure of an agreed plan is; of a cancelled task nothing is.
 */
export async function tellNoPlan(
  run: DurableRun,
  { report, depth }: Pick<BegunFix, "report" | "depth">,
  error: unknown,
): Promise<void> {
  if (error instanceof SignalboxError && error.code === "cancelled") return;
  const shown = await run.once("plan that was shown", async () => {
    const fix = await fixOfTask(run.spine.db, run.taskId);
    const { repository = null, pullRequest = null, url = null } = fix ?? {};
    return repository === null || pullRequest === null || url === null
      ? null
      : { repository, pullRequest, url };
  });
  const what =
    shown !== null
      ? `Signalbox could not go on with the plan of ${shown.url}`
      : depth === "root_cause"
        ? "Signalbox could not find the cause"
        : "Signalbox could not plan a fix";
  const told = await toldFailure(run, error, what);
  if (shown !== null)
    await run.inform("no-plan-comment", githubComment, {
      repository: shown.repository,
      number: shown.pullRequest,
      body: failureComment(run, "I could not go on with this plan:", told),
    });
  await react(outletOf(run), sourceOf(report).failed(told));
}

/** How a task ends whose plan people didn't want. */
export async function outcomeOf(
  run: DurableRun,
  { requester }: BugTask,
  { kind, reason, by }: { kind: string; reason: string; by: string | null },
): Promise<Ending> {
  const people = run.spine.settings.PEOPLE;
  await run.once("fix closed", async () => {
    await run.recordNow([], [changeFix(run.spine, run.taskId, { state: by === null ? "failed" : "closed" })]);
  });
  const who = by === null ? kind : mrkdwn`${kind} by ${mention(people, by)}`;
  return {
    kind: "rejected",
    reason: `${by === null ? kind : `${kind} by ${by}`}: ${reason}`,
    message: { text: mrkdwn`:x: ${mention(people, requester)} the plan was ${who}: ${reason}` },
  };
}
