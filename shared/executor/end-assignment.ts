import { and, eq, inArray } from "drizzle-orm";
import type { z } from "zod";
import { executorAssignments } from "../db/schema.ts";
import type { AssignmentOutcome } from "../domain/fix.ts";
import { firstPhaseOf } from "../domain/phase.ts";
import { describeError, SignalboxError } from "../platform/errors.ts";
import { log } from "../platform/log.ts";
import type { Spine } from "../spine/context.ts";
import { fact, record } from "../spine/record.ts";
import { wakeTask } from "../spine/wake.ts";
import type { AssignmentRow } from "./assignment-row.ts";
import { askExecutor } from "./client.ts";
import { type AssignmentResult, assignmentResultSchema } from "./protocol.ts";
import { type assignmentMessage, assignmentById, wordsOf } from "./assignments.ts";

/** Ends an assignment that nobody waits for any more. Whether its executor hears of that or not, its token is worth nothing. */
export async function cancelAssignment(spine: Spine, assignment: AssignmentRow): Promise<void> {
  if (assignment.state === "running") await tellItIsOver(spine, assignment);
  await endAssignment(spine, assignment, { kind: "cancelled" });
}

/** Tells an executor that nobody waits for its work any more. Not getting through is no failure: the token is worth nothing. */
export async function tellItIsOver(spine: Spine, { id, taskId }: AssignmentRow): Promise<void> {
  try {
    const answer = await askExecutor(spine, id, `/assignments/${id}`, { method: "DELETE" });
    await answer.body?.cancel();
  } catch (error) {
    log.warn("assignment.not_cancelled", { taskId, reason: describeError(error) });
  }
}

/** Ends what a task that is over has left with its executors. */
export async function endAssignmentsOf(spine: Spine, taskId: string): Promise<void> {
  const open = await spine.db
    .select()
    .from(executorAssignments)
    .where(
      and(eq(executorAssignments.taskId, taskId), inArray(executorAssignments.state, ["queued", "running"])),
    );
  for (const assignment of open) await cancelAssignment(spine, assignment);
}

/** Ends an assignment with its result, which is kept in R2. Idempotent. */
export async function endAssignment(
  spine: Spine,
  assignment: AssignmentRow,
  result: AssignmentResult,
): Promise<void> {
  await spine.env.ARTEFACTS.put(resultKey(assignment.id), JSON.stringify(result));
  const outcome: AssignmentOutcome = {
    kind: result.kind,
    phase: "phase" in result ? result.phase : null,
    code: "code" in result ? result.code : "service" in result ? result.service : null,
    reason: "reason" in result ? result.reason : null,
  };
  await record(
    spine,
    [
      fact(
        spine,
        assignment.taskId,
        `${assignment.id}/ended`,
        "assignment.ended",
        endWords(assignment, outcome),
        {
          assignmentId: assignment.id,
          ...outcome,
        },
      ),
    ],
    [
      spine.db
        .update(executorAssignments)
        .set({ state: "ended", result: outcome, tokenSha256: null, updatedAt: spine.now() })
        .where(
          and(
            eq(executorAssignments.id, assignment.id),
            inArray(executorAssignments.state, ["queued", "running"]),
          ),
        ),
    ],
  );
}

function endWords(assignment: AssignmentRow, { kind, reason, phase }: AssignmentOutcome): string {
  const what = wordsOf(assignment.mode);
  if (kind === "planned" || kind === "ready") return `${what} is finished`;
  if (kind === "failed") return `${what} failed in ${phase}: ${reason}`;
  if (kind === "unavailable") return `${what} waits in ${phase}: ${reason}`;
  return `${what} ended: ${kind.replaceAll("_", " ")}`;
}

function resultKey(assignmentId: string): string {
  return `jobs/${assignmentId}/result.json`;
}

/** How an ended assignment ended, with all of its result. */
export async function resultOf(spine: Spine, assignmentId: string): Promise<AssignmentResult> {
  const body = await spine.env.ARTEFACTS.get(resultKey(assignmentId));
  if (!body) throw new SignalboxError("not_found", `the result of the assignment ${assignmentId} is gone`);
  return assignmentResultSchema.parse(await body.json());
}

const mostStarts = 6;

/** An assignment whose executor doesn't know it any more goes back on the queue: it goes on after its last phase. */
export async function restartLostAssignment(
  spine: Spine,
  assignment: AssignmentRow,
  why: string,
): Promise<void> {
  if (assignment.starts >= mostStarts) {
    const reason = `its container was lost ${mostStarts} times: ${why}`;
    return endAssignment(spine, assignment, {
      kind: "failed",
      phase: firstPhaseOf(assignment.mode),
      code: "internal",
      reason,
    });
  }
  await record(
    spine,
    [
      fact(
        spine,
        assignment.taskId,
        `${assignment.id}/lost/${assignment.starts}`,
        "assignment.lost",
        `its container was lost (${why}); another goes on`,
        {
          assignmentId: assignment.id,
          start: assignment.starts,
        },
      ),
    ],
    [
      spine.db
        .update(executorAssignments)
        .set({ state: "queued", tokenSha256: null, updatedAt: spine.now() })
        .where(
          and(
            eq(executorAssignments.id, assignment.id),
            eq(executorAssignments.state, "running"),
            eq(executorAssignments.starts, assignment.starts),
          ),
        ),
    ],
  );
  await spine.env.EXECUTION_TASKS.send({ assignmentId: assignment.id } satisfies z.infer<
    typeof assignmentMessage
  >);
}

/**
 * Ends an assignment that no executor could be given, with the reason; its task fails with it, or tries again where that may help.
 */
export async function failAssignment(
  spine: Spine,
  assignmentId: string,
  reason: string,
  code: "internal" | "not_startable" = "internal",
): Promise<void> {
  const assignment = await assignmentById(spine, assignmentId);
  if (!assignment || assignment.state === "ended") return;
  const phase = firstPhaseOf(assignment.mode);
  await endAssignment(spine, assignment, { kind: "failed", phase, code, reason });
  await wakeTask(spine, assignment.taskId);
}
