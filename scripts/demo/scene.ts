import { randomUUID } from "node:crypto";
import { z } from "zod";
import type { Stack } from "../stack/stack.ts";
import { waitFor } from "../stack/wait.ts";
import { Outside, type TaskView } from "./outside.ts";
import { patienceMs } from "./patience.ts";

const releases = `@signalbox write a blog post about releases that can be taken back, please.

Audience: teams that release on Fridays, or would like to
Tone: calm and concrete

Key points:
- A release that can be taken back in a minute is a release that people dare to make
- Small steps are easier to read than large ones, and easier to take back
- The button that takes a release back must be tried every week, or it does not exist
- A person says yes before anything goes out, and knows exactly what`;

const feedback = "Say in the second paragraph what it cost us before. Shorter sentences.";

/** Things that wait for people, as on any morning: everything that the dashboard's rooms are for. */
export interface Scene {
  /** A post whose second version waits for approval. */
  draftTask: string;
  draftApproval: string;
  /** A request that was too short: it waits for an answer. */
  questionTask: string;
  /** A bug whose plan waits for approval. */
  planTask: string;
  planApproval: string;
}

/** A fix whose pull request is ready: its plan was approved and carried out. */
export async function setReadyFix(stack: Pick<Stack, "urls" | "apiToken">): Promise<string> {
  const outside = new Outside(stack);
  const taskId = await reportBug(stack, {
    title: "The cart crashes when a product was withdrawn",
    text: "Whoever has it in the cart can neither pay nor take it out.\n\nTypeError: Cannot read properties of undefined (reading 'cents')",
    repository: "acme/checkout",
  });
  const { id, digest } = await pendingApproval(outside, taskId);
  await post(stack, `/api/approvals/${id}/decisions`, { digest, decision: "approved", reason: null });
  const { failure } = await waitFor("the fix to be ready", patienceMs, async () => {
    const { task } = await outside.task(taskId);
    return task.failure !== null || task.status === "waiting_merge" ? task : null;
  });
  if (failure !== null) throw new Error(`the fix failed: ${failure.message}`);
  return taskId;
}

/** Sets the scene through the front doors: Slack's messages and the API. */
export async function setScene(stack: Pick<Stack, "urls" | "apiToken">): Promise<Scene> {
  const outside = new Outside(stack);
  const draftTask = await taskOf(outside, "U0JONAS", releases);
  const first = await pendingApproval(outside, draftTask);
  await post(stack, `/api/approvals/${first.id}/decisions`, {
    digest: first.digest,
    decision: "revised",
    reason: feedback,
  });
  const second = await waitFor("the second version", patienceMs, async () => {
    const pending = await pendingApproval(outside, draftTask);
    return pending.id === first.id ? null : pending;
  });
  const planTask = await reportBug(stack, {
    title: "Reminders for the last day of the month come late",
    text: "A monthly reminder from 31 January comes on 3 March instead of 28 February.",
    repository: "acme/calendar",
  });
  const questionTask = await taskOf(outside, "U0PRIYA", "@signalbox write a blog post, please");
  await propose(stack, "email_stakeholder", {
    to: ["team@signalbox.example"],
    subject: "The nightly jobs have moved",
    text: "Hello,\n\nall 31 nightly jobs run on queues since last night. Both schedules agreed for five nights.\nThe old machine is switched off on Friday.\n\nThe crew",
  });
  await propose(stack, "email_external", {
    to: ["editors@weekly.example"],
    subject: "A post for your readers",
    text: "Hello,\n\nwe have written about moving from cron to queues. You may find it useful for your next issue.\n\nThe crew",
  });
  await propose(stack, "jira_create_ticket", {
    project: "OPS",
    type: "Task",
    summary: "Switch off the old cron machine",
    description: "All jobs have run on queues for five nights. Keep the disk for a month.",
  });
  await propose(stack, "jira_status_change", { issue: "OPS-2", to: "In Progress", from: "To Do" });
  const plan = await pendingApproval(outside, planTask);
  return { draftTask, draftApproval: second.id, questionTask, planTask, planApproval: plan.id };
}

async function taskOf(outside: Outside, user: string, text: string): Promise<string> {
  const sent = await outside.say(user, text);
  const event = sent.deliveries.find((delivery) => delivery.type === "app_mention")?.event_id;
  const task = await waitFor("a task for the message", patienceMs, async () =>
    (await outside.tasks()).find((one) => one.signalId === `slack:${event}`),
  );
  await waitFor("the task to wait for a person", patienceMs, async () =>
    (await outside.task(task.id)).task.status.startsWith("waiting_"),
  );
  return task.id;
}

async function pendingApproval(outside: Outside, taskId: string): Promise<TaskView["approvals"][number]> {
  return waitFor("a waiting approval", patienceMs, async () =>
    (await outside.task(taskId)).approvals.find((one) => one.status === "pending"),
  );
}

async function reportBug(
  stack: Pick<Stack, "urls" | "apiToken">,
  bug: { title: string; text: string; repository: string },
): Promise<string> {
  return z.object({ taskId: z.string() }).parse(await post(stack, "/api/bugs", bug)).taskId;
}

async function propose(
  stack: Pick<Stack, "urls" | "apiToken">,
  kind: string,
  payload: object,
): Promise<void> {
  await post(stack, "/api/actions", { kind, payload });
}

async function post(
  { urls, apiToken }: Pick<Stack, "urls" | "apiToken">,
  path: string,
  body: object,
): Promise<unknown> {
  const response = await fetch(`${urls.worker}${path}`, {
    method: "POST",
    headers: { authorization: `Bearer ${apiToken}`, "idempotency-key": randomUUID() },
    body: JSON.stringify(body),
  });
  if (!response.ok) throw new Error(`${path} answered ${response.status}: ${await response.text()}`);
  return response.json();
}
