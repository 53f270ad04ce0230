import { env } from "cloudflare:workers";
import { expect } from "vitest";
import { unique } from "../support/spine.ts";
import { brief, send, type TaskView, taskIn } from "../support/task.ts";

export const words = brief.replace("<@U0SIGNALBOX> ", "");

export const as = (token: string) => ({ authorization: `Bearer ${token}` });

export const body = async (response: Response) => JSON.parse(await response.text());

export const key = () => ({ "idempotency-key": unique("key") });

/** Asks for something on the dashboard. */
export async function run(asking: object, headers = key()): Promise<string> {
  const response = await send("/api/tasks", asking, headers);
  expect(response.status).toBe(202);
  return (await body(response)).taskId;
}

/** Waits until a dashboard's task asks for a decision. */
export const waiting = (taskId: string) =>
  taskIn(taskId, "waiting_approval", (view) => view.approvals.at(-1)?.status === "pending");

export async function decide(
  { approvals, actions }: TaskView,
  decision: string,
  reason: string | null = null,
) {
  const id = approvals.at(-1)?.id;
  const digest = actions.findLast((action) => id === `approval-${action.id}`)?.digest;
  const response = await send(
    `/api/approvals/${id}/decisions`,
    { digest, decision, reason },
    as("approver-token"),
  );
  expect(response.status).toBe(200);
}

export const cancel = (taskId: string, headers = {}) =>
  send(`/api/tasks/${taskId}/cancel`, { reason: "We need it no more." }, headers);

export const closed = (taskId: string, status: string) =>
  taskIn(taskId, status, (view) => view.timeline.some((entry) => entry.type === "task.closed"));

export const post = (taskId: string) =>
  env.DB.prepare("SELECT * FROM posts WHERE task_id = ?").bind(taskId).first();
