import { z } from "zod";
import { levelNames } from "../domain/autonomy.ts";
import { categories, importances, watchFactSchema, watchSignalStates } from "../domain/watch/thought.ts";
import { watchSignalTypes, watchSources } from "../domain/watch/watch-signal.ts";
import { deliveryHead } from "../domain/artefacts/forms.ts";
import { taskStatuses } from "../domain/task-status.ts";
import { watchRules } from "../jobs/project-watch/rules.ts";
import { sourceStandings, watchStates } from "../jobs/project-watch/cycle/watch-state.ts";
import { endpoint } from "./endpoint.ts";
import { flag, nextCursor, pageQuery, provenance, time } from "./forms.ts";

const project = z.object({ project: z.string().min(1) });
const signalOf = project.extend({ id: z.string().min(1) });

const source = z.object({
  name: z.enum(watchSources),
  label: z.string(),
  state: z.enum(sourceStandings),
  error: z.string().nullable(),
  failures: z.number(),
  okAt: time.nullable(),
  watermark: time.nullable(),
});

const summary = z.object({
  project: z.string(),
  state: z.enum(["unwatched", ...watchStates]),
  level: z.literal([1, 2, 3]),
  levelName: z.enum(Object.values(levelNames)),
  rag: deliveryHead.shape.rag.nullable(),
  /** Why it isn't simply watching, else why the project stands as it does. */
  why: z.string().nullable(),
  /** When it last looked, and when it will look next. */
  cycleAt: time.nullable(),
  dueAt: time.nullable(),
  /** When it last found something. */
  changeAt: time.nullable(),
  cycles: z.number(),
  idle: z.number(),
  /** Signals that no cycle has taken up yet. */
  waiting: z.number(),
  suggestions: z.number(),
  holds: z.number(),
  approvals: z.number(),
  sources: z.array(source),
});

const signal = z.object({
  id: z.string(),
  source: z.enum(watchSources),
  type: z.enum(watchSignalTypes),
  item: z.string(),
  title: z.string(),
  author: z.string(),
  url: z.string().nullable(),
  provenance,
  at: time,
  receivedAt: time,
  state: z.enum(watchSignalStates),
  taskId: z.string().nullable(),
  reason: z.string().nullable(),
  facts: z.array(watchFactSchema).nullable(),
  importance: z.enum(importances).nullable(),
  category: z.enum(categories).nullable(),
  why: z.string().nullable(),
  flag: z.string().nullable(),
  review: z.enum(["right", "wrong"]).nullable(),
  reviewedBy: z.string().nullable(),
});

const proposal = z.object({
  id: z.string(),
  taskId: z.string(),
  kind: z.string(),
  title: z.string(),
  why: z.string(),
  sources: z.array(z.string()),
  item: z.string().nullable(),
  state: z.enum(["noted", "proposed", "withdrawn", "refused"]),
  errandTaskId: z.string().nullable(),
  /** How far the task that carries it out has come. */
  errandStatus: z.enum(taskStatuses).nullable(),
  reason: z.string().nullable(),
  at: time,
});

const cycle = z.object({
  taskId: z.string(),
  slot: z.string(),
  status: z.enum(taskStatuses).nullable(),
  outcome: z.string().nullable(),
  housekeeping: z.boolean(),
  rehearsal: z.boolean(),
  signals: z.number(),
  steps: z.number(),
  inputTokens: z.number(),
  outputTokens: z.number(),
  usd: z.number(),
  createdAt: time,
  endedAt: time.nullable(),
});

export const watchEndpoints = {
  list: endpoint({
    route: "GET /api/projects",
    summary: "All projects, and how their watch is doing",
    role: "viewer",
    answer: z.object({ projects: z.array(summary) }),
  }),
  get: endpoint({
    route: "GET /api/projects/{project}",
    summary: "One project's watch, with the rules that it goes by",
    role: "viewer",
    params: project,
    answer: summary.extend({ rules: watchRules.nullable() }),
  }),
  signals: endpoint({
    route: "GET /api/projects/{project}/signals",
    summary: "What has happened in a project, newest first, and what was thought of it",
    role: "viewer",
    params: project,
    query: pageQuery.extend({
      state: z.enum(watchSignalStates).optional(),
      source: z.enum(watchSources).optional(),
      importance: z.enum(importances).optional(),
      flagged: flag.optional(),
      unreviewed: flag.optional(),
      task: z.string().optional(),
    }),
    answer: z.object({ signals: z.array(signal), nextCursor }),
  }),
  signal: endpoint({
    route: "GET /api/projects/{project}/signals/{id}",
    summary: "One signal with its words, and what followed from it",
    role: "viewer",
    params: signalOf,
    answer: signal.extend({
      text: z.string().nullable(),
      to: z.array(z.string()),
      attachments: z.array(z.string()),
      proposals: z.array(proposal),
    }),
  }),
  review: endpoint({
    route: "PUT /api/projects/{project}/signals/{id}/review",
    summary: "Says whether a signal was read right",
    role: "approver",
    params: signalOf,
    body: z.strictObject({
      review: z.enum(["right", "wrong"]),
      note: z.string().trim().max(1000).nullable().default(null),
    }),
    answer: z.object({ kind: z.literal("reviewed") }),
  }),
  cycles: endpoint({
    route: "GET /api/projects/{project}/cycles",
    summary: "Cycles that had something to do, newest first",
    role: "viewer",
    params: project,
    query: pageQuery,
    answer: z.object({ cycles: z.array(cycle), nextCursor }),
  }),
  proposals: endpoint({
    route: "GET /api/projects/{project}/proposals",
    summary: "What the watch has wanted to do, newest first",
    role: "viewer",
    params: project,
    query: pageQuery.extend({ task: z.string().optional() }),
    answer: z.object({ proposals: z.array(proposal), nextCursor }),
  }),
  wake: endpoint({
    route: "POST /api/projects/{project}/wake",
    summary: "Brings the next cycle forward",
    role: "operator",
    params: project,
    answer: z.object({ dueAt: time }),
    status: 202,
  }),
  check: endpoint({
    route: "POST /api/projects/{project}/check",
    summary: "Asks a project's services whether they answer, under rules that need not be saved yet",
    role: "operator",
    params: project,
    body: z.strictObject({ rules: watchRules }),
    answer: z.object({
      sources: z.array(
        z.object({ name: z.enum(watchSources), label: z.string(), ok: z.boolean(), detail: z.string() }),
      ),
    }),
  }),
  lookBack: endpoint({
    route: "POST /api/projects/{project}/look-back",
    summary: "Reads the last days and says what it would have done, without doing it",
    role: "operator",
    params: project,
    body: z.strictObject({ days: z.number().int().min(1).max(90).default(30) }),
    answer: z.object({
      /** The cycle that thinks about it; null: there was nothing that isn't known already. */
      taskId: z.string().nullable(),
      signals: z.number(),
      /** Sources that could not be read, and why. */
      skipped: z.array(z.object({ label: z.string(), error: z.string() })),
    }),
    status: 202,
    idempotent: true,
  }),
};
