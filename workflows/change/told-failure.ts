import { desc, eq } from "drizzle-orm";
import { executorAssignments, phaseRuns } from "../../shared/db/schema.ts";
import { inTenLines } from "../../shared/domain/cause.ts";
import type { FailureTold } from "../../shared/changes/failure-told.ts";
import { dashboardLink } from "../../shared/platform/config.ts";
import { describeError, SignalboxError } from "../../shared/platform/errors.ts";
import { redact } from "../../shared/platform/redact.ts";
import type { DurableRun } from "../durable-run.ts";

/**
 * A failure as the thread, the pull request and the origin hear of it: its cause in ten lines, and where the whole output is that
 * shows it. The thread's last word gets the same way there.
 * @param what what could not be done, up to the colon before the cause
 */
export async function toldFailure(run: DurableRun, error: unknown, what: string): Promise<FailureTold> {
  const words = error instanceof SignalboxError ? error.message : describeError(error);
  const output = await run.once("output of failure", async () => outputOf(run));
  run.wholeOutput = output;
  return { what, cause: redact(inTenLines(words)), output };
}

/** The page of what the referee ran last in an assignment that has failed; null where no assignment has, or it ran nothing. */
async function outputOf({ spine, taskId }: DurableRun): Promise<string | null> {
  const last = await spine.db
    .select({ id: executorAssignments.id, result: executorAssignments.result })
    .from(executorAssignments)
    .where(eq(executorAssignments.taskId, taskId))
    .orderBy(desc(executorAssignments.createdAt), desc(executorAssignments.id))
    .limit(1)
    .get();
  if (last?.result?.kind !== "failed") return null;
  const shown = await spine.db
    .select({ id: phaseRuns.id })
    .from(phaseRuns)
    .where(eq(phaseRuns.assignmentId, last.id))
    .orderBy(desc(phaseRuns.at), desc(phaseRuns.id))
    .limit(1)
    .get();
  if (shown === undefined) return null;
  const page = `/tasks/${encodeURIComponent(taskId)}?tab=evidence&run=${encodeURIComponent(shown.id)}`;
  return dashboardLink(spine.settings, page);
}
