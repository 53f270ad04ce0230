import type { Answer } from "../../api/types.ts";
import { useApi } from "../../api/use-api.ts";

export type FixView = Answer<"GET /api/fixes/{id}">;
export type RunView = FixView["runs"][number];

/** What is known of the change that a task makes: a fix's, or a story's. */
export function useFix(taskId: string, enabled = true) {
  return useApi("GET /api/fixes/{id}", { params: { id: taskId } }, enabled);
}
