import { and, eq } from "drizzle-orm";
import type { z } from "zod";
import { executorAssignments, tasks } from "../db/schema.ts";
import { sha256 } from "../platform/digest.ts";
import { SignalboxError } from "../platform/errors.ts";
import { log } from "../platform/log.ts";
import { requireSetting } from "../platform/config.ts";
import type { Spine } from "../spine/context.ts";
import { fact, hit, record } from "../spine/record.ts";
import { openStops } from "../spine/stops.ts";
import { wakeTask } from "../spine/wake.ts";
import type { AssignmentRow } from "./assignment-row.ts";
import { askExecutor } from "./client.ts";
import { fullSpec } from "./full-spec.ts";
import { type assignmentMessage, assignmentById, wordsOf } from "./assignments.ts";
import { failAssignment, tellItIsOver } from "./end-assignment.ts";
import type { AssignmentSpec } from "./protocol.ts";
import { refusedStart, whyNeverStarts } from "./start-trouble.ts";
import { tellStartResumed, tellStartWaits } from "./start-waits.ts";
import { stopOfAssignment } from "./stop-of-assignment.ts";

/** Seconds until an assignment asks again for a place, when all are taken. */
const placeDelaySeconds = 3;

/**
 * Gives a queued assignment to an executor, or ends it with the reason when it can never be started as things are set up.
 * @throws when the executor or GitHub doesn't answer: the queue tries again.
 */
export async function startAssignment(spine: Spine, assignmentId: string): Promise<void> {
  try {
    await giveToExecutor(spine, assignmentId);
  } catch (error) {
    const reason = whyNeverStarts(error);
    if (reason === null) throw error;
    log.warn("assignment.not_startable", { reason });
    await failAssignment(spine, assignmentId, reason, "not_startable");
  }
}

/**
 * Gives a queued assignment to an executor. Its token for Claude counts from before it leaves; whoever finds all places taken
 * puts it back on the queue. A start whose answer was lost is made again as the same one: the executor may have the assignment
 * already, and knows no other token than that start's. One that is stopped stays queued.
 */
async function giveToExecutor(spine: Spine, assignmentId: string): Promise<void> {
  const assignment = await assignmentById(spine, assignmentId);
  if (!assignment) throw new Error(`the assignment ${assignmentId} is not recorded`);
  if (assignment.state !== "queued" || (await isStopped(spine, assignment))) return;
  const start = assignment.starts + 1;
  const token = await tokenOf(spine, assignmentId, start);
  // Before it counts as running: from then on an executor that doesn't know it has lost it.
  const body = JSON.stringify(await specOrWait(spine, assignment, token));
  const begun = await changeAssignment(spine, assignment, "queued", {
    state: "running",
    starts: start,
    seq: 0,
    tokenSha256: await sha256(token),
  });
  if (!begun) return;
  // Unless it was heard of meanwhile: then the executor has it.
  const putBack = async (): Promise<boolean> =>
    changeAssignment(spine, { id: assignmentId, starts: start, seq: 0 }, "running", {
      state: "queued",
      starts: assignment.starts,
    });
  let answer: Response;
  try {
    answer = await askExecutor(spine, assignmentId, `/assignments/${assignmentId}`, { method: "PUT", body });
  } catch (error) {
    if (!(await putBack())) return;
    await tellStartWaits(spine, assignment, "executor", error);
    throw error;
  }
  // 409: it is there already, from a start whose answer was lost.
  if (answer.ok || answer.status === 409) {
    await answer.body?.cancel();
    if ((await assignmentById(spine, assignmentId))?.state === "ended")
      return tellItIsOver(spine, assignment);
    await tellStartResumed(spine, assignment, "executor");
    await record(spine, [
      fact(
        spine,
        assignment.taskId,
        `${assignmentId}/started/${start}`,
        "assignment.started",
        `${wordsOf(assignment.mode)} has begun`,
        {
          assignmentId,
          mode: assignment.mode,
          start,
        },
      ),
    ]);
    log.info("assignment.started", { taskId: assignment.taskId });
    await wakeTask(spine, assignment.taskId);
    return;
  }
  const problem = await answer.text();
  if (!(await putBack())) return;
  if (answer.status !== 429) {
    const error = refusedStart(answer.status, problem);
    await tellStartWaits(spine, assignment, "executor", error);
    throw error;
  }
  // It answers, and waits for a free place from here on.
  await tellStartResumed(spine, assignment, "executor");
  await spine.env.EXECUTION_TASKS.send({ assignmentId } satisfies z.infer<typeof assignmentMessage>, {
    delaySeconds: placeDelaySeconds,
  });
}

/** What the executor gets; a GitHub that gives no token for now is waited for. */
async function specOrWait(spine: Spine, assignment: AssignmentRow, token: string): Promise<AssignmentSpec> {
  let spec: AssignmentSpec;
  try {
    spec = await fullSpec(spine, assignment, token);
  } catch (error) {
    if (error instanceof SignalboxError && error.code === "unavailable")
      await tellStartWaits(spine, assignment, "github", error);
    throw error;
  }
  await tellStartResumed(spine, assignment, "github");
  return spec;
}

async function isStopped(spine: Spine, assignment: AssignmentRow): Promise<boolean> {
  const { db } = spine;
  const [[task], stops] = await db.batch([
    db.select({ project: tasks.project }).from(tasks).where(eq(tasks.id, assignment.taskId)),
    openStops(db),
  ]);
  return task !== undefined && stopOfAssignment(spine, assignment, task.project, stops) !== null;
}

/** The same for the same start, and known to nobody who doesn't know the executor's own token. */
async function tokenOf(spine: Spine, assignmentId: string, start: number): Promise<string> {
  return sha256(`${requireSetting(spine.settings, "EXECUTOR_TOKEN")}\n${assignmentId}\n${start}`);
}

/** Changes an assignment that is as it was when it was looked at; false when it isn't any more. */
async function changeAssignment(
  spine: Spine,
  { id, starts, seq }: Pick<AssignmentRow, "id" | "starts" | "seq">,
  from: AssignmentRow["state"],
  set: Partial<Pick<AssignmentRow, "state" | "starts" | "seq" | "tokenSha256" | "result">>,
): Promise<boolean> {
  const rows = await spine.db
    .update(executorAssignments)
    .set({ ...set, updatedAt: spine.now() })
    .where(
      and(
        eq(executorAssignments.id, id),
        eq(executorAssignments.state, from),
        eq(executorAssignments.starts, starts),
        eq(executorAssignments.seq, seq),
      ),
    )
    .returning({ id: executorAssignments.id });
  return hit(rows);
}
