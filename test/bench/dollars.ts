import { type Bill, billLines, billOf, platformOf, totalOf } from "./dollars/bill.ts";
import { type Job, jobs } from "./dollars/jobs.ts";
import { container, seed } from "./dollars/prices.ts";
import type { Bench, Section } from "./section.ts";
import { rounded } from "./support/stats.ts";
import type { Needs, System } from "./support/system.ts";
import { takeCounts } from "./support/take-counts.ts";
import { workerCpuMs } from "./support/worker-cpu.ts";

const needs: Needs = { counting: true };

/** What one job's tasks came to. */
interface Paid {
  tasks: number;
  bill: Bill;
  /** How much of all that the model read came from its cache. */
  cacheShare: number;
  callsATask: number;
}

/** What a thousand tasks of each job cost at list prices, from what a few of them were counted to use. */
export const dollars: Section = {
  title: "dollars per 1000 tasks at list prices, by job",
  quickNeeds: needs,
  run: async (bench) => {
    const paid = await bench.on(needs, async (system) => {
      const all: Record<string, Paid> = {};
      // A fix takes as long as all the rest of the quick form.
      for (const [name, job] of Object.entries(jobs))
        if (!bench.quick || name !== "bug-fix") all[name] = await pay(bench, system, name, job);
      return all;
    });
    const bills = Object.fromEntries(Object.entries(paid).map(([name, { bill }]) => [name, bill]));
    const each = Object.entries(paid);
    const perThousand = (seed.dollarsAMonth * 1000) / seed.tasksAMonth;
    return {
      data: { ...paid, seed: rounded(perThousand, 2) },
      figures: {
        ...(paid["editorial"] === undefined
          ? {}
          : {
              editorialPlatform: rounded(platformOf(paid["editorial"].bill), 3),
              editorialCache: rounded(paid["editorial"].cacheShare, 3),
            }),
        ...(paid["bug-fix"] === undefined
          ? {}
          : { fixPlatform: rounded(platformOf(paid["bug-fix"].bill), 3) }),
      },
      lines: [
        ...billLines(bills),
        ...each.map(
          ([name, { tasks, bill, cacheShare, callsATask }]) =>
            `${name}: ${tasks} counted, ${callsATask} model calls a task, ${Math.round(cacheShare * 100)} % of what they read from the cache; $${totalOf(bill).toFixed(2)} a thousand`,
        ),
        `the container is taken to be up for ${container.minutesAFix} minutes a fix; CPU is that of the whole local platform`,
        `for comparison, the design on AWS that bug fixing comes from: $${Math.round(perThousand)} a thousand ($${seed.dollarsAMonth} a month for ${seed.tasksAMonth} tasks)`,
      ],
    };
  },
};

async function pay(bench: Bench, system: System, name: string, job: Job): Promise<Paid> {
  bench.progress(`${name}, counted`);
  await takeCounts(system, []);
  const cpuBefore = workerCpuMs();
  const ids = await job(system, bench.quick ? 1 : 5);
  const counts = await takeCounts(system, []);
  if (Object.keys(counts).length === 0) throw new Error(`nothing of ${name} was counted`);
  const cpuMs = workerCpuMs() - cpuBefore;
  const costs = await Promise.all(ids.map(async (id) => (await system.outside.task(id)).cost));
  const sum = (of: (cost: (typeof costs)[number]) => number): number =>
    costs.reduce((all, cost) => all + of(cost), 0);
  const read = sum(({ inputTokens }) => inputTokens);
  return {
    tasks: ids.length,
    bill: billOf(
      { counts, cpuMs, modelUsd: sum(({ usd }) => usd), contained: name === "bug-fix" },
      ids.length,
    ),
    cacheShare: read === 0 ? 0 : sum(({ cachedTokens }) => cachedTokens) / read,
    callsATask: rounded(sum(({ calls }) => calls) / ids.length),
  };
}
