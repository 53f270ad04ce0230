import type { Figures } from "./figures.ts";
import type { Section } from "./section.ts";
import { seededAt, seededCursor, seededTask } from "./support/seed.ts";
import { type Latency, latencyLine, latencyOf, rounded } from "./support/stats.ts";
import type { Needs, System } from "./support/system.ts";
import { inLanes } from "./support/tasks.ts";

interface Size {
  tasks: number;
  seedingSeconds: number;
  firstPage: Latency;
  /** The list of dead letters, which is empty, asked for in turn with it: how busy the machine was. */
  beside: Latency;
  deepPage: Latency;
  filteredPage: Latency;
  search: Latency;
  deepSearch: Latency;
  rareSearch: Latency;
  overview: Latency;
  task: Latency;
  why: Latency;
  click: Latency;
}

const quickNeeds: Needs = { tasks: 1000 };

/** Whether the number of tasks that are there already is felt, in the list, in what narrows it and in an approval. */
export const lists: Section = {
  title: "GET /api/tasks and approving, by the number of tasks in D1",
  quickNeeds,
  run: async (bench) => {
    const [sizes, requests, clicks] = bench.quick
      ? [[quickNeeds], 5, 1]
      : [[{ tasks: 1000 }, { tasks: 100_000 }, { tasks: 1_000_000 }], 100, 20];
    const found: Size[] = [];
    for (const size of sizes) {
      const measured = await bench.on(size, async (system) => {
        const { tasks, seconds } = system.seeded;
        bench.progress(`${requests} pages each, ${clicks} approvals`);
        // Nineteen of twenty tasks are newer than what this page begins with.
        const deep = `&cursor=${seededAt(Math.ceil(tasks / 20))}~~`;
        await pages(system, "", 5);
        // Half of the tasks, spread evenly; text that is in every title; text that is in few.
        const filter = "&status=done&project=bench";
        const everywhere = "&q=steady";
        const inFew = `&q=${encodeURIComponent("seed000001")}`;
        const { firstPage, beside } = await firstPages(system, requests);
        return {
          tasks,
          seedingSeconds: seconds,
          firstPage,
          beside,
          deepPage: await pages(system, deep, requests),
          filteredPage: await pages(system, filter, requests),
          search: await pages(system, everywhere, requests),
          deepSearch: await pages(
            system,
            `${everywhere}&cursor=${seededCursor(Math.ceil(tasks / 20))}`,
            requests,
          ),
          rareSearch: await pages(system, inFew, requests),
          overview: await answers(system, "/api/overview", requests),
          task: await answers(system, `/api/tasks/${seededTask(1)}`, requests),
          why: await answers(system, `/api/tasks/${seededTask(1)}/why`, requests),
          click: latencyOf((await inLanes(system, clicks, 1, "clicked")).map((run) => run.clickMs)),
        };
      });
      found.push(measured);
    }
    return {
      data: { sizes: found },
      figures: growthOf(found),
      lines: found.flatMap(({ tasks, seedingSeconds, firstPage, deepPage, click, ...narrowed }) => [
        `${tasks} tasks (seeded in ${seedingSeconds} s)`,
        latencyLine("  first page", firstPage),
        latencyLine("  an empty list beside it", narrowed.beside),
        latencyLine("  deep page", deepPage),
        latencyLine("  page by status and project", narrowed.filteredPage),
        latencyLine("  search, every task matches", narrowed.search),
        latencyLine("  search, every task matches, deep", narrowed.deepSearch),
        latencyLine("  search, few match", narrowed.rareSearch),
        latencyLine("  overview", narrowed.overview),
        latencyLine("  a task with all its records", narrowed.task),
        latencyLine("  why", narrowed.why),
        latencyLine("  approve by click", click),
      ]),
    };
  },
};

/** How much longer the first page takes with the most tasks than with the fewest, each beside an empty list at the same time. */
function growthOf(found: readonly Size[]): Figures {
  const [least, most] = [found[0], found.at(-1)];
  if (least === undefined || most === undefined || least === most) return {};
  return { firstPageGrowth: rounded(besideOf(most) / besideOf(least), 2) };
}

function besideOf({ firstPage, beside }: Size): number {
  return firstPage.p50 / beside.p50;
}

/** First pages, in turn with an empty list. */
async function firstPages(system: System, count: number): Promise<Pick<Size, "firstPage" | "beside">> {
  const [page, empty]: [number[], number[]] = [[], []];
  for (let n = 0; n < count; n++) {
    page.push((await pages(system, "", 1)).max);
    empty.push((await answers(system, "/api/dead-letters", 1)).max);
  }
  return { firstPage: latencyOf(page), beside: latencyOf(empty) };
}

/** The times of one call, again and again. */
async function answers({ stack }: System, path: string, count: number): Promise<Latency> {
  const times: number[] = [];
  for (let n = 0; n < count; n++) {
    const startedAt = performance.now();
    const response = await fetch(`${stack.urls.worker}${path}`, {
      headers: { authorization: `Bearer ${stack.apiToken}` },
    });
    await response.text();
    times.push(performance.now() - startedAt);
    if (!response.ok) throw new Error(`${path} is answered ${response.status}`);
  }
  return latencyOf(times);
}

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
