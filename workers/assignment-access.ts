import { eq } from "drizzle-orm";
import { tasks } from "../shared/db/schema.ts";
import { describeStop } from "../shared/domain/stop.ts";
import { isFinal } from "../shared/domain/task-status.ts";
import { assignmentByToken } from "../shared/executor/assignments.ts";
import type { AssignmentRow } from "../shared/executor/assignment-row.ts";
import { stopOfAssignment } from "../shared/executor/stop-of-assignment.ts";
import { SignalboxError } from "../shared/platform/errors.ts";
import type { Spine } from "../shared/spine/context.ts";
import { openStops } from "../shared/spine/stops.ts";

/** An assignment that is under way, with the project whose money it spends. */
export interface AssignmentAtWork {
  assignment: AssignmentRow;
  project: string;
}

/**
 * The assignment that calls, by the token that it was given when it started: a bearer token, or `x-api-key`, as programs for
 * Claude send it.
 * @throws SignalboxError `unauthorized` for a token that is no assignment's; `conflict` when the assignment, or its task, is over;
 * `stopped` while people want it to stand still.
 */
export async function assignmentAtWork(spine: Spine, headers: Headers): Promise<AssignmentAtWork> {
  const bearer = /^Bearer (.+)$/i.exec(headers.get("authorization") ?? "")?.[1];
  const token = bearer ?? headers.get("x-api-key");
  const assignment = token === null ? null : await assignmentByToken(spine, token);
  if (assignment === null) throw new SignalboxError("unauthorized", "this token is no running assignment's");
  if (assignment.state !== "running")
    throw new SignalboxError("conflict", `the assignment ${assignment.id} is ${assignment.state}`);
  const { db } = spine;
  const [[task], stops] = await db.batch([
    db
      .select({ project: tasks.project, status: tasks.status, cancel: tasks.cancel })
      .from(tasks)
      .where(eq(tasks.id, assignment.taskId)),
    openStops(db),
  ]);
  if (task === undefined || task.cancel !== null || isFinal(task.status))
    throw new SignalboxError("conflict", `the task of the assignment ${assignment.id} is over`);
  const stop = stopOfAssignment(spine, assignment, task.project, stops);
  if (stop !== null) throw new SignalboxError("stopped", describeStop(stop));
  return { assignment, project: task.project };
}

/** Whether the assignment that calls is still at work: an answer on its way may take longer than the work that it is for. */
export async function isAtWork(spine: Spine, headers: Headers): Promise<boolean> {
  try {
    await assignmentAtWork(spine, headers);
    return true;
  } catch (error) {
    if (error instanceof SignalboxError) return false;
    throw error;
  }
}
