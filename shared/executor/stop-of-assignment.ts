import type { ActionKind } from "../policy/boundaries.ts";
import { type Stop, stopAmong } from "../domain/stop.ts";
import type { Spine } from "../spine/context.ts";
import type { AssignmentRow } from "./assignment-row.ts";

const executing: readonly ActionKind[] = ["code_execute", "story_execute"];
const founding: readonly ActionKind[] = ["foundation_lay"];

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
  const job = jobs.ofTask(taskId);
  // The kind with which its job has plans carried out.
  const kinds = mode === "plan" ? [] : mode === "execute" ? executing : founding;
  const where = { project, job: job?.name, actionKind: kinds.find((kind) => job?.proposes.includes(kind)) };
  return (
    stopAmong(stops, { ...where, service: "anthropic" }) ?? stopAmong(stops, { ...where, service: "github" })
  );
}
