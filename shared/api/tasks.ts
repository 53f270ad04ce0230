import { z } from "zod";
import { effectStates } from "../domain/effect.ts";
import { taskStatuses } from "../domain/task-status.ts";
import { steps as whySteps } from "../domain/ledger.ts";
import { endpoint } from "./endpoint.ts";
import {
  approval,
  id,
  ledgerEntry,
  nextCursor,
  pageQuery,
  provenance,
  reason,
  risk,
  time,
  verdict,
} from "./forms.ts";

const task = z.object({
  id: z.string(),
  kind: z.string(),
  project: z.string(),
  signalId: z.string(),
  requestedBy: z.string(),
  title: z.string().nullable(),
  status: z.enum(taskStatuses),
  waitingFor: z.string().nullable(),
  result: z.object({ url: z.string() }).nullable(),
  failure: z.object({ code: z.string(), message: z.string() }).nullable(),
  cancel: z.object({ by: z.string(), reason: z.string() }).nullable(),
  createdAt: time,
  updatedAt: time,
  /** When its records moved to the archive; null: they haven't. */
  archivedAt: time.nullable(),
});

const call = z.object({
  purpose: z.string(),
  model: z.string(),
  provider: z.enum(["anthropic", "sandbox"]),
  inputTokens: z.number(),
  outputTokens: z.number(),
  usd: z.number(),
  latencyMs: z.number(),
  at: time,
});

export const tasksEndpoints = {
  list: endpoint({
    route: "GET /api/tasks",
    summary: "Tasks, newest first",
    role: "viewer",
    query: pageQuery.extend({
      status: z.enum(taskStatuses).optional(),
      project: z.string().min(1).optional(),
      kind: z.string().min(1).optional(),
      q: z
        .string()
        .trim()
        .min(3, "needs three characters or more")
        .max(100)
        .regex(/^\P{Cc}*$/u, "must have no control characters")
        .optional()
        .meta({ description: "Part of a title, an id or a requester's name" }),
    }),
    answer: z.object({ tasks: z.array(task), nextCursor }),
  }),
  get: endpoint({
    route: "GET /api/tasks/{id}",
    summary: "A task with everything that is recorded of it",
    role: "viewer",
    params: id,
    answer: z.object({
      task,
      timeline: z.array(ledgerEntry),
      actions: z.array(
        z.object({
          id: z.string(),
          taskId: z.string(),
          project: z.string(),
          kind: z.string(),
          target: z.string(),
          payload: z.unknown(),
          digest: z.string(),
          provenance,
          risk,
          revision: z.number(),
          sources: z.array(z.string()),
          deadline: z.number().nullable(),
          verdict,
          createdAt: time,
        }),
      ),
      approvals: z.array(approval),
      effects: z.array(
        z.object({
          actionId: z.string(),
          taskId: z.string(),
          kind: z.string(),
          target: z.string(),
          state: z.enum(effectStates),
          attempts: z.number(),
          error: z.string().nullable(),
          result: z.record(z.string(), z.string()).nullable(),
          asked: z.boolean(),
          updatedAt: time,
        }),
      ),
      calls: z.array(call),
      cost: z.object({
        usd: z.number(),
        calls: z.number(),
        inputTokens: z.number(),
        cachedTokens: z.number(),
        outputTokens: z.number(),
      }),
    }),
  }),
  why: endpoint({
    route: "GET /api/tasks/{id}/why",
    summary: "The chain from signal to effect, in plain words",
    role: "viewer",
    params: id,
    answer: z.object({
      taskId: z.string(),
      chain: z.array(z.object({ at: time, step: z.enum(whySteps), words: z.string() })),
      text: z.string(),
    }),
  }),
  run: endpoint({
    route: "POST /api/tasks",
    summary: "Asks for something, as a message in Slack would",
    role: "approver",
    body: z.strictObject({
      text: z.string().trim().min(1).max(20_000),
      project: z.string().min(1).max(100).optional(),
      channel: z
        .string()
        .regex(/^[CGD][A-Z0-9]+$/, "must be a Slack channel id such as C012AB3CD")
        .optional()
        .meta({ description: "Slack channel in which the task talks; absent: on the dashboard only" }),
    }),
    idempotent: true,
    status: 202,
    answer: z.object({ taskId: z.string(), duplicate: z.boolean() }),
  }),
  reply: endpoint({
    route: "POST /api/tasks/{id}/replies",
    summary: "Answers what a task has asked",
    role: "approver",
    params: id,
    body: z.strictObject({ text: z.string().trim().min(1).max(20_000) }),
    idempotent: true,
    answer: z.object({ kind: z.literal("answered") }),
  }),
  retry: endpoint({
    route: "POST /api/tasks/{id}/retry",
    summary: "Does a task that has ended without success once more, as a new task",
    role: "approver",
    params: id,
    status: 202,
    answer: z.object({ taskId: z.string() }),
  }),
  cancel: endpoint({
    route: "POST /api/tasks/{id}/cancel",
    summary: "Ends a task; what has not gone out yet never will",
    role: "approver",
    params: id,
    body: z.strictObject({ reason }),
    status: 202,
    answer: z.object({ kind: z.literal("cancelling") }),
  }),
  misread: endpoint({
    route: "POST /api/tasks/{id}/misread",
    summary: "Says that the task's signal was taken for something else than it was",
    role: "approver",
    params: id,
    body: z.strictObject({ reason }),
    answer: z.object({ kind: z.literal("judged") }),
  }),
};
