import { z } from "zod";
import { howTestedSchema } from "../domain/how-tested.ts";
import { plannedSchema } from "../domain/plan.ts";
import { bugSources } from "../jobs/bug-fix/sources/names.ts";
import { repositoryName } from "../domain/repository.ts";
import { depths, fixStates, assignmentStates } from "../domain/fix.ts";
import { taskStatuses } from "../domain/task-status.ts";
import { assignmentModes, phases } from "../domain/phase.ts";
import { endpoint } from "./endpoint.ts";
import { id, nextCursor, pageQuery, time } from "./forms.ts";

const run = z.object({
  id: z.string(),
  assignmentId: z.string(),
  phase: z.enum(phases),
  name: z.string(),
  command: z.string(),
  exitCode: z.number().nullable(),
  durationMs: z.number(),
  commit: z.string(),
  passed: z.number().nullable(),
  failed: z.number().nullable(),
  failures: z.array(z.object({ test: z.string(), message: z.string() })),
  at: time,
});

const assignment = z.object({
  id: z.string(),
  mode: z.enum(assignmentModes),
  state: z.enum(assignmentStates),
  starts: z.number(),
  outcome: z
    .object({
      kind: z.string(),
      phase: z.string().nullable(),
      code: z.string().nullable(),
      reason: z.string().nullable(),
    })
    .nullable(),
  createdAt: time,
  updatedAt: time,
});

/** A bug on its way: its task, and of its fix what is known already. */
const listed = z.object({
  taskId: z.string(),
  title: z.string().nullable(),
  status: z.enum(taskStatuses),
  waitingFor: z.string().nullable(),
  failure: z.object({ code: z.string(), message: z.string() }).nullable(),
  project: z.string(),
  requestedBy: z.string(),
  /** Null until the report has been looked at. */
  state: z.enum(fixStates).nullable(),
  repository: z.string().nullable(),
  pullRequest: z.number().nullable(),
  url: z.string().nullable(),
  createdAt: time,
  updatedAt: time,
});

/** Where the bug was reported. */
const origin = z.object({
  source: z.enum(bugSources),
  /** What it is called there: "SHOP-12"; null where it has no name. */
  name: z.string().nullable(),
  url: z.string().nullable(),
});

export const fixesEndpoints = {
  list: endpoint({
    route: "GET /api/fixes",
    summary: "Bugs that are being fixed, or were, newest first",
    role: "viewer",
    query: pageQuery,
    answer: z.object({ fixes: z.array(listed), nextCursor }),
  }),
  report: endpoint({
    route: "POST /api/bugs",
    summary: "Reports a bug, to be fixed",
    role: "approver",
    idempotent: true,
    body: z.strictObject({
      title: z.string().trim().min(1).max(300),
      /** What happens and what should, with the stack trace if there is one. */
      text: z.string().trim().max(20_000).default(""),
      repository: repositoryName.optional(),
      /** Slack channel in which the task talks. */
      channel: z.string().min(1).max(100).optional(),
      /** Which program says it. */
      source: z.enum(["dashboard", "cli"]).default("dashboard"),
    }),
    answer: z.object({
      /** The task that fixes it; the earlier one's where the bug is known. */
      taskId: z.string(),
      duplicate: z.boolean(),
      /** Why nothing new is begun; null when something is. */
      linked: z.string().nullable(),
    }),
  }),
  apart: endpoint({
    route: "POST /api/fixes/{id}/apart",
    summary: "Says that a report which was linked to a fix is about another bug: it begins one of its own",
    role: "approver",
    params: id,
    body: z.strictObject({
      /** The report's signal, or its beginning. Absent: the report that was linked last. */
      signal: z.string().trim().min(1).max(300).optional(),
    }),
    status: 202,
    answer: z.object({
      /** The task that the report begins. */
      taskId: z.string(),
      signalId: z.string(),
    }),
  }),
  get: endpoint({
    route: "GET /api/fixes/{id}",
    summary: "What is known of a task's fix: the plan, the assignments, the evidence",
    role: "viewer",
    params: id,
    answer: z.object({
      taskId: z.string(),
      state: z.enum(fixStates),
      depth: z.enum(depths),
      repository: z.string().nullable(),
      branch: z.string().nullable(),
      base: z.string().nullable(),
      baseCommit: z.string().nullable(),
      pullRequest: z.number().nullable(),
      url: z.string().nullable(),
      revision: z.number(),
      /** Null as long as none is written, and when its artefact is gone. */
      planned: plannedSchema.nullable(),
      /** How the plan's fix is tested and what that proves; null where nobody has tried it. */
      howTested: howTestedSchema.nullable(),
      /** Null when nothing is known of the report any more. */
      origin: origin.nullable(),
      assignments: z.array(assignment),
      runs: z.array(run),
      hasDiff: z.boolean(),
    }),
  }),
  tail: endpoint({
    route: "GET /api/fixes/{id}/runs/{run}/output",
    summary: "The end of what a command of the referee's wrote",
    role: "viewer",
    params: id.extend({ run: z.string().min(1).max(300) }),
    answer: z.object({ output: z.string() }),
  }),
  diff: endpoint({
    route: "GET /api/fixes/{id}/diff",
    summary: "The change that is ready, as a unified diff",
    role: "viewer",
    params: id,
    answer: z.object({ diff: z.string() }),
  }),
};
