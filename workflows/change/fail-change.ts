import { eq } from "drizzle-orm";
import type { FailureTold } from "../../shared/changes/failure-told.ts";
import { fixOfTask } from "../../shared/db/fixes.ts";
import { fixes, tasks } from "../../shared/db/schema.ts";
import { endAssignmentsOf } from "../../shared/executor/end-assignment.ts";
import { dashboardLink } from "../../shared/platform/config.ts";
import { codeBlock } from "../../shared/platform/escape-markdown.ts";
import type { DurableRun } from "../durable-run.ts";

/** The same may be asked for, and tried, again. What people closed stays closed. No executor works on it any more. */
export async function failChange(run: DurableRun): Promise<void> {
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

/** A failure as a comment on the pull request. */
export function failureComment(run: DurableRun, what: string, { cause, output }: FailureTold): string {
  const page = output ?? dashboardLink(run.spine.settings, `/tasks/${encodeURIComponent(run.taskId)}`);
  return [
    what,
    codeBlock(cause),
    ...(page === null ? [] : [`All of it is on [the dashboard](${page}).`]),
    `What was tried is on the branch and in the evidence of \`${run.taskId}\`.`,
  ].join("\n\n");
}
