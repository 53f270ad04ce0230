import { rmSync } from "node:fs";
import { join } from "node:path";
import type { Section } from "./section.ts";
import { writeSeed, seededAt, seededCursor } from "./support/seed.ts";
import { type Latency, latencyLine, latencyOf, rounded } from "./support/stats.ts";
import { type System, withSystem } from "./support/system.ts";
import { inLanes } from "./support/tasks.ts";

interface Size {
  tasks: number;
  seedingSeconds: number;
  firstPage: Latency;
  deepPage: Latency;
  filteredPage: Latency;
  search: Latency;
  deepSearch: Latency;
  rareSearch: Latency;
  click: Latency;
}

/** Whether the number of tasks that are there already is felt, in the list, in what narrows it and in an approval. */
export const lists: Section = {
  title: "GET /api/tasks and approving, by the number of tasks in D1",
  run: async (bench) => {
    const [sizes, requests, clicks] = bench.quick ? [[200, 5000], 20, 3] : [[1000, 100_000], 100, 20];
    const found: Size[] = [];
    for (const tasks of sizes) {
      let seedingSeconds = 0;
      const prepare = async (stateDir: string, execute: (file: string) => Promise<void>): Promise<void> => {
        bench.progress(`seeding ${tasks} tasks`);
        const startedAt = performance.now();
        const file = join(stateDir, "seed.sql");
        writeSeed(file, tasks);
        await execute(file);
        rmSync(file);
        seedingSeconds = rounded((performance.now() - startedAt) / 1000);
      };
      const measured = await withSystem(bench, { prepare }, async (system) => {
        bench.progress(`${requests} pages each, ${clicks} approvals`);
        // Nineteen of twenty tasks are newer than what this page begins with.
        const deep = `&cursor=${seededAt(Math.ceil(tasks / 20))}~~`;
        await pages(system, "", 5);
        // Half of the tasks, spread evenly; text that is in every title; text that is in few.
        const filter = "&status=done&project=bench";
        const everywhere = "&q=steady";
        const inFew = `&q=${encodeURIComponent("seed000001")}`;
        return {
          firstPage: await pages(system, "", requests),
          deepPage: await pages(system, deep, requests),
          filteredPage: await pages(system, filter, requests),
          search: await pages(system, everywhere, requests),
          deepSearch: await pages(
            system,
            `${everywhere}&cursor=${seededCursor(Math.ceil(tasks / 20))}`,
            requests,
          ),
          rareSearch: await pages(system, inFew, requests),
          click: latencyOf((await inLanes(system, clicks, 1)).map((run) => run.clickMs)),
        };
      });
      found.push({ tasks, seedingSeconds, ...measured });
    }
    return {
      data: { sizes: found },
      lines: found.flatMap(({ tasks, seedingSeconds, firstPage, deepPage, click, ...narrowed }) => [
        `${tasks} tasks (seeded in ${seedingSeconds} s)`,
        latencyLine("  first page", firstPage),
        latencyLine("  deep page", deepPage),
        latencyLine("  page by status and project", narrowed.filteredPage),
        latencyLine("  search, every task matches", narrowed.search),
        latencyLine("  search, every task matches, deep", narrowed.deepSearch),
        latencyLine("  search, few match", narrowed.rareSearch),
        latencyLine("  approve by click", click),
      ]),
    };
  },
};

/** Full pages, one after the other. */
async function pages({ stack }: System, cursor: string, count: number): Promise<Latency> {
  const times: number[] = [];
  for (let n = 0; n < count; n++) {
    const startedAt = performance.now();
    const response = await fetch(`${stack.urls.worker}/api/tasks?limit=20${cursor}`, {
      headers: { authorization: `Bearer ${stack.apiToken}` },
    });
    const { tasks }: { tasks: unknown[] } = JSON.parse(await response.text());
    times.push(performance.now() - startedAt);
    if (tasks.length < 10)
      throw new Error(`a page with ${tasks.length} tasks: the seed is not what was meant`);
  }
  return latencyOf(times);
}
