import { useApi } from "../../api/use-api.ts";
import type { Answer } from "../../api/types.ts";

export type WaitingApproval = Answer<"GET /api/approvals">["approvals"][number];

/** As many as the API gives at once. */
const most = 100;

/** What waits for people or for time, of all projects; undefined until it is known. */
export function useWaiting(): readonly WaitingApproval[] | undefined {
  return useApi("GET /api/approvals", { query: { limit: most } }).data?.approvals;
}

/** What of a task's waits; null when nothing does. */
export function useWaitingOf(taskId: string | null): WaitingApproval | null {
  return useWaiting()?.find((one) => one.taskId === taskId) ?? null;
}
