import { eq } from "drizzle-orm";
import { githubComment } from "../../shared/actions/github-comment.ts";
import { changeFix, fixOfTask } from "../../shared/db/fixes.ts";
import { fixes, tasks } from "../../shared/db/schema.ts";
import { endAssignmentsOf } from "../../shared/executor/end-assignment.ts";
import { mention } from "../../shared/integrations/slack/mention.ts";
import { mrkdwn } from "../../shared/integrations/slack/mrkdwn.ts";
import { react } from "../../shared/jobs/bug-fix/sources/reaction.ts";
import { sourceOf } from "../../shared/jobs/bug-fix/sources/registry.ts";
import { cut } from "../../shared/platform/cut.ts";
import { describeError, SignalboxError } from "../../shared/platform/errors.ts";
import { redact } from "../../shared/platform/redact.ts";
import type { DurableRun } from "../durable-run.ts";
import type { Ending } from "../run-task.ts";
import type { Agreed } from "./agree-on-plan.ts";
import type { BugTask } from "./bug-task.ts";
import { outletOf } from "./outlet.ts";
import { saidBlock } from "../change/said-block.ts";

/** The bug may be reported, and fixed, again. What people closed stays closed. No executor works on it any more. */
export async function failFix(run: DurableRun): Promise<void> {
  await run.once("fix failed", async () => {
    const { db, now } = run.spine;
    const task = await db.select({ cancel: tasks.cancel }).from(tasks).where(eq(tasks.id, run.taskId)).get();
    const fix = await fixOfTask(db, run.taskId);
    await endAssignmentsOf(run.spine, run.taskId);
    if (fix?.state === "open")
      await db
        .update(fixes)
        .set({ state: task?.cancel ? "closed" : "failed", updatedAt: now() })
        .where(eq(fixes.taskId, run.taskId));
  });
}

/**
 * The pull request and whoever reported the bug hear that an agreed plan has come to nothing; the thread hears it with the task's end.
 * Of one that was cancelled nothing is said but there.
 */
export async function tellFailure(
  run: DurableRun,
  task: BugTask,
  { payload, url }: Agreed,
  error: unknown,
): Promise<void> {
  if (error instanceof SignalboxError && error.code === "cancelled") return;
  const reason = redact(error instanceof SignalboxError ? error.message : describeError(error));
  await run.inform("failed-comment", githubComment, {
    repository: payload.repository,
    number: payload.pullRequest,
    body: [
      "I could not carry out this plan:",
      saidBlock(run, reason),
      `What was tried is on the branch and in the evidence of \`${run.taskId}\`.`,
    ].join("\n\n"),
  });
  const words = `Signalbox could not carry out the plan of ${url}: ${cut(reason, 1000)}`;
  await react(outletOf(run), sourceOf(task.report).failed(words));
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
