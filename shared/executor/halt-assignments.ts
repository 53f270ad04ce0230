import { eq } from "drizzle-orm";
import { executorAssignments, tasks } from "../db/schema.ts";
import type { Spine } from "../spine/context.ts";
import { openStops } from "../spine/stops.ts";
import { wakeTask } from "../spine/wake.ts";
import type { AssignmentRow } from "./assignment-row.ts";
import { endAssignment, tellItIsOver } from "./end-assignment.ts";
import { stopOfAssignment } from "./stop-of-assignment.ts";

/**
 * Ends a running assignment because it is stopped. What the referee has let through stays, so another goes on after the
 * last phase when the stop is over.
 */
export async function haltAssignment(spine: Spine, assignment: AssignmentRow): Promise<void> {
  await endAssignment(spine, assignment, { kind: "stopped" });
  await tellItIsOver(spine, assignment);
}

/** Halts all that run though they are stopped, without waiting for their workflows to see it. Returns how many. */
export async function haltAssignments(spine: Spine): Promise<number> {
  const { db } = spine;
  const stops = await openStops(db);
  if (stops.length === 0) return 0;
  const running = await db
    .select({ assignment: executorAssignments, project: tasks.project })
    .from(executorAssignments)
    .innerJoin(tasks, eq(tasks.id, executorAssignments.taskId))
    .where(eq(executorAssignments.state, "running"));
  const stopped = running.filter(
    ({ assignment, project }) => stopOfAssignment(spine, assignment, project, stops) !== null,
  );
  await Promise.all(
    stopped.map(async ({ assignment }) => {
      await haltAssignment(spine, assignment);
      await wakeTask(spine, assignment.taskId);
    }),
  );
  return stopped.length;
}
