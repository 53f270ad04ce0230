import type { Answer } from "../../api/types.ts";
import { useApi } from "../../api/use-api.ts";

export type FixView = Answer<"GET /api/fixes/{id}">;
export type RunView = FixView["runs"][number];

/** What is known of a task's fix. */
export function useFix(taskId: string) {
  return useApi("GET /api/fixes/{id}", { params: { id: taskId } });
}
