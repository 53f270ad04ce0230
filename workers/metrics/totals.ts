import { z } from "zod";
import type { LedgerType } from "../../shared/domain/ledger.ts";
import { add, type Family, observe, sample, type Samples } from "./prometheus.ts";
import { lookUp } from "../../shared/platform/look-up.ts";

/**
 * Who does the work, for the metrics. Planning is a bug's task from its start to its first plan, or to its end without
 * one; executor is an assignment that carries a plan out, from its first start to its end; every other job is its tasks,
 * from start to end, people's time included.
 */
export type AgentOf = (taskId: string) => string;

/** All that was ever counted, up to a fact of the ledger. */
export const totalsSchema = z.object({
  /** The last fact that is counted in. */
  seq: z.int(),
  id: z.string(),
  samples: z.record(z.string(), z.number()),
  /** Work that has begun and not ended: by task or assignment, since when. */
  open: z.record(z.string(), z.object({ agent: z.string(), at: z.number() })),
});
export type Totals = z.infer<typeof totalsSchema>;

const started = "ai_agent_tasks_started_total";
const completed = "ai_agent_tasks_completed_total";
const duration = "ai_agent_task_duration_seconds";
const errors = "ai_agent_errors_total";
const lateness = "signalbox_hold_lateness_seconds";
const tokens = "signalbox_llm_tokens_total";
const dollars = "signalbox_llm_dollars_total";
const fixesMerged = "signalbox_fixes_merged_total";

export const totalFamilies = [
  { name: started, type: "counter", help: "Work that agents have begun." },
  { name: completed, type: "counter", help: "Work that has ended, by how." },
  { name: duration, type: "histogram", help: "Seconds from the beginning of the work to its end." },
  { name: errors, type: "counter", help: "Failures of tasks and of executor assignments, by their code." },
  { name: lateness, type: "histogram", help: "Seconds by which released holds went out after their window." },
  { name: tokens, type: "counter", help: "Tokens that models have read and written." },
  { name: dollars, type: "counter", help: "What the models' calls have cost, in dollars." },
  {
    name: fixesMerged,
    type: "counter",
    help: "Fixes that somebody has merged: what fixing bugs is paid for.",
  },
] as const satisfies Family[];

const durationBounds = [5, 15, 60, 300, 900, 3600, 14_400, 86_400];
const latenessBounds = [0.1, 0.5, 1, 2, 5, 15, 60, 300];

/** Kinds of facts that are counted. */
export const countedTypes = [
  "task.started",
  "plan.written",
  "pull_request.merged",
  "task.done",
  "task.rejected",
  "task.failed",
  "task.cancelled",
  "assignment.started",
  "assignment.ended",
  "hold.released",
  "llm.called",
] as const satisfies LedgerType[];
export type CountedType = (typeof countedTypes)[number];

/** A fact as far as it is counted; what a kind doesn't carry is null. Money is dollars. */
export interface CountedFact {
  at: number;
  taskId: string | null;
  type: CountedType;
  assignmentId: string | null;
  mode: string | null;
  kind: string | null;
  phase: string | null;
  code: string | null;
  lateMs: number | null;
  model: string | null;
  input: number | null;
  cacheWrite: number | null;
  cacheRead: number | null;
  output: number | null;
  usd: number | null;
}

/** Before anything has happened: what is surely to be counted stands at nought, so that its first rise is seen. */
export function noTotals(agents: readonly string[]): Totals {
  const samples: Samples = {};
  for (const agent of [...agents, "executor"]) add(samples, sample(started, { agent }), 0);
  add(samples, sample(fixesMerged), 0);
  return { seq: 0, id: "", samples, open: {} };
}

/** Counts a fact in. The totals are the same however the ledger is cut into pieces. */
export function countFact({ samples, open }: Totals, fact: CountedFact, agentOf: AgentOf): void {
  const { type, at, taskId, assignmentId } = fact;
  const begin = (key: string, agent: string): void => {
    if (Object.hasOwn(open, key)) return;
    open[key] = { agent, at };
    add(samples, sample(started, { agent }), 1);
  };
  const end = (key: string, status: string): void => {
    const work = lookUp(open, key);
    if (work === undefined) return;
    delete open[key];
    const labels = { agent: work.agent, status };
    add(samples, sample(completed, labels), 1);
    observe(samples, duration, labels, durationBounds, (at - work.at) / 1000);
  };
  const fail = (agent: string, code: string | null): void =>
    add(samples, sample(errors, { agent, error_type: code ?? "unknown" }), 1);

  switch (type) {
    case "task.started":
      if (taskId !== null) begin(taskId, agentOf(taskId));
      return;
    case "plan.written":
      if (taskId !== null) end(taskId, "planned");
      return;
    case "pull_request.merged":
      add(samples, sample(fixesMerged), 1);
      return;
    case "task.failed":
      if (taskId === null) return;
      // A bug's task that has its plan fails in what comes after it.
      fail(
        Object.hasOwn(open, taskId) || agentOf(taskId) !== "planning" ? agentOf(taskId) : "executor",
        fact.code,
      );
      end(taskId, "failed");
      return;
    case "task.done":
    case "task.rejected":
    case "task.cancelled":
      if (taskId !== null) end(taskId, type.slice("task.".length));
      return;
    case "assignment.started":
      if (assignmentId !== null && fact.mode !== null && fact.mode !== "plan")
        begin(assignmentId, "executor");
      return;
    case "assignment.ended":
      if (fact.kind === "failed") fail(fact.phase === "plan" ? "planning" : "executor", fact.code);
      if (assignmentId !== null) end(assignmentId, fact.kind ?? "unknown");
      return;
    case "hold.released":
      if (fact.lateMs !== null)
        observe(samples, lateness, {}, latenessBounds, Math.max(fact.lateMs, 0) / 1000);
      return;
    case "llm.called":
      countCall(samples, fact);
  }
}

function countCall(samples: Samples, fact: CountedFact): void {
  const model = fact.model ?? "unknown";
  const directions = {
    input: fact.input,
    cache_write: fact.cacheWrite,
    cache_read: fact.cacheRead,
    output: fact.output,
  };
  for (const [direction, count] of Object.entries(directions))
    add(samples, sample(tokens, { model, direction }), count ?? 0);
  add(samples, sample(dollars, { model }), fact.usd ?? 0);
}
