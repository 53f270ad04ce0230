import { type Stop, stopAmong } from "../domain/stop.ts";
import type { Spine } from "../spine/context.ts";
import type { AssignmentRow } from "./assignment-row.ts";

/**
 * The stop that keeps an assignment from going on; null: none does. It asks the model and pushes to GitHub, so a stop of
 * either is one of it.
 */
export function stopOfAssignment(
  { jobs }: Pick<Spine, "jobs">,
  { taskId, mode }: Pick<AssignmentRow, "taskId" | "mode">,
  project: string,
  stops: readonly Stop[],
): Stop | null {
  const where = {
    project,
    job: jobs.ofTask(taskId)?.name,
    actionKind: mode === "execute" ? "code_execute" : undefined,
  };
  return (
    stopAmong(stops, { ...where, service: "anthropic" }) ?? stopAmong(stops, { ...where, service: "github" })
  );
}
