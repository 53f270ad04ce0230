import { eq } from "drizzle-orm";
import { changeFix, fixOfTask } from "../../shared/db/fixes.ts";
import { fixes, tasks } from "../../shared/db/schema.ts";
import { endAssignmentsOf } from "../../shared/executor/end-assignment.ts";
import { mention } from "../../shared/integrations/slack/mention.ts";
import { mrkdwn } from "../../shared/integrations/slack/mrkdwn.ts";
import type { DurableRun } from "../durable-run.ts";
import type { Ending } from "../run-task.ts";
import type { BugTask } from "./bug-task.ts";

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
