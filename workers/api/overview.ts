import { overviewEndpoints } from "../../shared/api/overview.ts";
import { backlog, type Hour, standing, throughput } from "../../shared/db/overview.ts";
import { redact } from "../../shared/platform/redact.ts";
import { viewBudgets } from "../../shared/spine/budget.ts";
import type { Spine } from "../../shared/spine/context.ts";
import { gatedServices } from "../../shared/domain/service.ts";
import { type Jobs, queueFor } from "../../shared/spine/job-card.ts";
import { workQueues } from "../queues/registry.ts";
import { budgetView } from "./budgets.ts";
import { mergesOf } from "./merges.ts";
import { serve, type Served } from "./serve.ts";
import { serviceStates } from "./service-states.ts";
import { iso, isoOrNull } from "./times.ts";

/** How everything stands, in one answer. */
export const overviewApi = {
  get: serve(overviewEndpoints.get, async ({ spine, query: { hours } }) => {
    const now = spine.now();
    const [{ waiting, open }, row, budgets, integrations, queues, merges] = await Promise.all([
      standing(spine.db),
      throughput(spine.db, hours, now),
      viewBudgets(spine, null),
      integrationsOf(spine),
      queuesOf(spine),
      mergesOf(spine),
    ]);
    const sum = (what: "done" | "rejected" | "failed" | "cancelled"): number =>
      row.reduce((all, hour) => all + hour[what], 0);
    return {
      at: iso(now),
      waiting,
      merges,
      tasks: {
        ...open,
        done: sum("done"),
        rejected: sum("rejected"),
        failed: sum("failed"),
        cancelled: sum("cancelled"),
      },
      budgets: budgets.map(budgetView),
      activity: row.map(activityView),
      integrations,
      queues,
    };
  }),
} satisfies Record<keyof typeof overviewEndpoints, Served>;

function activityView({ at, microUsd, ...counts }: Hour) {
  return { at: iso(at), ...counts, usd: microUsd / 1_000_000 };
}

/** Each service as its door sees it. */
async function integrationsOf({ env, settings }: Spine) {
  const configured = serviceStates(settings);
  return Promise.all(
    gatedServices.map(async (name) => {
      const gate = await env.SERVICE_GATE.getByName(name).view();
      return {
        name,
        configured: configured[name],
        circuit: gate.state,
        failures: gate.failures,
        failingSince: isoOrNull(gate.failingSince),
        refusal: gate.refusal && redact(gate.refusal.reason),
        lastSuccessAt: isoOrNull(gate.lastSuccessAt),
        lastFailure: gate.lastFailure && redact(gate.lastFailure),
        pausedUntil: isoOrNull(gate.pausedUntil),
        openUntil: isoOrNull(gate.openUntil),
      };
    }),
  );
}

/** The queues that carry work; and whatever else letters have died on. */
export async function queuesOf({ db, jobs, now }: Spine) {
  const { waiting, assignments, dead, due } = await backlog(db, now());
  /** What carries no signals is counted where it is recorded. */
  const others: ReadonlyMap<string, typeof due> = new Map([
    ["execution-tasks", assignments],
    ["watch-cycles", due],
  ]);
  const lettersOf = (name: string): number => dead.find(({ queue }) => queue === name)?.n ?? 0;
  return [
    ...workQueues.map((name) => {
      const other = others.get(name);
      const rows = other ? [other] : waiting.filter((one) => isOn(jobs, one, name));
      const oldest = rows.flatMap((row) => row.oldest ?? []);
      return {
        name,
        waiting: rows.reduce((sum, row) => sum + row.n, 0),
        oldestAt: oldest.length === 0 ? null : iso(Math.min(...oldest)),
        deadLetters: lettersOf(name),
      };
    }),
    ...dead
      .filter(({ queue }) => !workQueues.some((name) => name === queue))
      .map(({ queue, n }) => ({ name: queue, waiting: 0, oldestAt: null, deadLetters: n })),
  ];
}

function isOn(jobs: Jobs, signal: { kind: string; queue: string | null }, queue: string): boolean {
  return jobs.takersOf({ id: "", ...signal }).some((job) => queueFor(job, signal).name === queue);
}
