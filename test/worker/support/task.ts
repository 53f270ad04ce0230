import { exports } from "cloudflare:workers";
import { vi } from "vitest";
import { editorial } from "../../../shared/jobs/editorial/job.ts";
import { taskIdOf } from "../../../shared/spine/jobs.ts";
import { postSlack, writeInSlack } from "./slack.ts";

export const brief = `<@U0SIGNALBOX> write a blog post about calm releases for platform engineers
Tone: plain
- A release that can be taken back is a release that people dare to make
- Small steps are easier to read than large ones
- A person says yes before anything goes out`;

export interface TaskView {
  task: {
    id: string;
    status: string;
    kind: string;
    failure: { code: string; message: string } | null;
    result: { url: string } | null;
  };
  timeline: { type: string; summary: string; data: Record<string, unknown> }[];
  actions: { id: string; kind: string; digest: string }[];
  approvals: { id: string; status: string; decidedBy: string | null }[];
  effects: { actionId: string; kind: string; state: string; attempts: number; error: string | null }[];
  cost: { usd: number; calls: number };
}

/** The token of "you", an operator (vitest.config.ts). */
export const apiToken = "test-api-token";

export async function api(
  path: string,
  headers: Record<string, string> = { authorization: `Bearer ${apiToken}` },
): Promise<Response> {
  return exports.default.fetch(`http://signalbox.test${path}`, { headers });
}

/** Sends a body as JSON, as "you". */
export async function send(
  path: string,
  body: unknown,
  headers: Record<string, string> = {},
  method = "POST",
): Promise<Response> {
  return exports.default.fetch(`http://signalbox.test${path}`, {
    method,
    body: JSON.stringify(body),
    headers: { authorization: `Bearer ${apiToken}`, ...headers },
  });
}

/** Writes a request in Slack, delivers its event, and returns its thread and task. */
export async function request(
  text = brief,
  user = "U0PRIYA",
): Promise<{ thread: string; taskId: string; event: string }> {
  const { ts, event, eventId } = await writeInSlack(user, text);
  const response = await postSlack(event);
  if (response.status !== 200)
    throw new Error(`the event was answered ${response.status}: ${await response.text()}`);
  return { thread: ts, taskId: await taskIdOf(`slack:${eventId}`, editorial), event };
}

export async function viewOf(taskId: string): Promise<TaskView> {
  return JSON.parse(await (await api(`/api/tasks/${taskId}`)).text());
}

/** Waits for a task to be seen in a state. */
export async function taskIn(
  taskId: string,
  status: string,
  ready: (view: TaskView) => boolean = () => true,
): Promise<TaskView> {
  return vi.waitFor(
    async () => {
      const view = await viewOf(taskId);
      if (view.task?.status !== status || !ready(view)) {
        throw new Error(
          `${taskId} is ${view.task?.status}, not ${status}: ${JSON.stringify(
            view.timeline?.map((entry) => `${entry.type} ${entry.summary}`),
            null,
            1,
          )}`,
        );
      }
      return view;
    },
    { timeout: 25_000, interval: 50 },
  );
}

/** Waits until the approval message of a version stands in Slack, with its effect recorded. */
export async function asked(taskId: string, version = 1, step = "publish"): Promise<TaskView> {
  return taskIn(taskId, "waiting_approval", (view) =>
    view.effects.some(
      (effect) => effect.actionId.endsWith(`.ask-${step}-${version}-1`) && effect.state === "applied",
    ),
  );
}

/** Waits until a task has ended and its thread has been told. */
export async function reported(taskId: string, status: string): Promise<TaskView> {
  return taskIn(taskId, status, (view) =>
    view.effects.some((effect) => effect.actionId.endsWith(".report") && effect.state === "applied"),
  );
}
