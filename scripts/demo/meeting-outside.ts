import { randomUUID } from "node:crypto";
import type { z } from "zod";
import type { Message } from "../../sandbox/slack/state.ts";
import type { meetingsEndpoints } from "../../shared/api/meetings.ts";
import type { Stack } from "../stack/stack.ts";
import { waitFor } from "../stack/wait.ts";
import type { Outside, TaskView } from "./outside.ts";
import { patienceMs } from "./patience.ts";

export type Meeting = z.infer<typeof meetingsEndpoints.get.answer>;

/** Where the project's people are. */
export const channel = "C0GENERAL";
/** Maya, who may decide. */
export const lead = "U0MAYA";

/** Maya clicks on a task's question in Slack. Answers what the message has shown. */
export async function approveInSlack(
  outside: Outside,
  taskId: string,
  kind: string,
): Promise<{ body: string }> {
  const { approval, message } = await waitFor(`${kind} to be asked about in Slack`, patienceMs, async () => {
    const { task, approvals } = await outside.task(taskId);
    if (task.failure !== null) throw new Error(`${taskId} failed: ${task.failure.message}`);
    const pending = approvals.find((one) => one.kind === kind && one.status === "pending");
    if (pending === undefined) return null;
    const found = (await outside.messages(channel)).find((one) => asksFor(one, pending.id));
    return found ? { approval: pending, message: found } : null;
  });
  const click = await outside.click(lead, message, "approval.approve");
  if (!click.ok) throw new Error(`the approving click was answered ${click.status}`);
  await waitFor(`the yes to ${kind}`, patienceMs, async () =>
    (await outside.task(taskId)).approvals.some(
      ({ id, status }) => id === approval.id && status === "approved",
    ),
  );
  return { body: JSON.stringify(message.blocks) };
}

function asksFor({ blocks }: Message, approvalId: string): boolean {
  const shown = JSON.stringify(blocks ?? null);
  return shown.includes("approval.approve") && shown.includes(approvalId);
}

/** The meeting at an address, with its notes. @throws when there is none. */
export async function meetingAt(outside: Outside, address: string): Promise<Meeting> {
  const { meetings } = await outside.api<{ meetings: { id: string; url: string | null }[] }>(
    "/api/meetings?project=atlas",
  );
  const found = meetings.find(({ url }) => url === address);
  if (found === undefined) throw new Error(`there is no meeting at ${address}`);
  return outside.api(`/api/meetings/${found.id}`);
}

/** Waits until a task has done what it is for. @throws when it ends otherwise. */
export async function endOf(outside: Outside, id: string): Promise<TaskView> {
  const view = await waitFor(`${id} to be done`, patienceMs, async () => {
    const now = await outside.task(id);
    return ["done", "failed", "rejected", "cancelled"].includes(now.task.status) ? now : null;
  });
  if (view.task.status !== "done")
    throw new Error(`${id} is ${view.task.status}: ${view.task.failure?.message ?? "somebody's word"}`);
  return view;
}

/** Has somebody ask for an action. */
export async function propose({ urls, apiToken }: Stack, action: object): Promise<{ taskId: string }> {
  const response = await fetch(`${urls.worker}/api/actions`, {
    method: "POST",
    headers: { authorization: `Bearer ${apiToken}`, "idempotency-key": randomUUID() },
    body: JSON.stringify(action),
  });
  const text = await response.text();
  if (!response.ok) throw new Error(`/api/actions answered ${response.status}: ${text}`);
  return JSON.parse(text);
}
