import { setTimeout as sleep } from "node:timers/promises";
import { waitFor } from "../../scripts/stack/wait.ts";
import type { Figures } from "./figures.ts";
import type { Section } from "./section.ts";
import { rounded } from "./support/stats.ts";
import type { Needs, System } from "./support/system.ts";
import { inLanes } from "./support/tasks.ts";

const needs: Needs = { counting: true };

/** After the report comes more: the task's last fact, the messages that Slack tells us of. So long after the last of it, all is over. */
const quietMs = 750;
const quietWithinMs = 60_000;

/** Those on a task's way that must have counted; without them it wasn't the counting Worker that ran. */
const places = ["door", "queue", "EditorialWorkflow", "TaskAgent"];

/** How often a task uses the platform. Every use is a round trip, so this is what its time is made of. */
export const operations: Section = {
  title: "platform operations a task, request to close",
  quickNeeds: needs,
  run: async (bench) => {
    const tasks = bench.quick ? 2 : 20;
    const counts = await bench.on(needs, async (system) => {
      await inLanes(system, 2, 1, "to warm up");
      await takeCounts(system);
      bench.progress(`${tasks} tasks, counted`);
      await inLanes(system, tasks, 1, "counted");
      return takeCounts(system);
    });
    const perTask = Object.fromEntries(
      Object.entries(counts)
        .map(([name, count]) => [name, rounded(count / tasks, 2)] as const)
        .toSorted(([a], [b]) => (a < b ? -1 : 1)),
    );
    const totals = totalsOf(perTask);
    const figures = figuresOf(totals);
    const line = ([name, count]: [string, number]): string =>
      `${name.padEnd(50)} ${count.toFixed(2).padStart(8)}`;
    return {
      data: { tasks, perTask, totals },
      figures,
      lines: [
        `means over ${tasks} tasks, by the place that asks`,
        ...Object.entries(perTask).map(line),
        "in all places together:",
        ...Object.entries(totals).map(line),
      ],
    };
  },
};

/** The counts since they were last taken, once nothing is added to them any more. */
async function takeCounts({ stack }: System): Promise<Record<string, number>> {
  const counts = async (method: "GET" | "DELETE"): Promise<string> =>
    (await fetch(`${stack.urls.worker}/_bench/counts`, { method })).text();
  await waitFor("the counts to stand still", quietWithinMs, async () => {
    const before = await counts("GET");
    await sleep(quietMs);
    return before === (await counts("GET"));
  });
  const taken: Record<string, number> = JSON.parse(await counts("DELETE"));
  const silent = places.find((place) => !Object.keys(taken).some((name) => name.startsWith(`${place} `)));
  if (silent !== undefined) throw new Error(`nothing of ${silent} was counted`);
  return taken;
}

/** "door d1 batch" and "workflow d1 batch" are both "d1 batch". */
function totalsOf(perTask: Record<string, number>): Record<string, number> {
  const totals = new Map<string, number>();
  for (const [name, count] of Object.entries(perTask)) {
    const kind = name.slice(name.indexOf(" ") + 1);
    totals.set(kind, rounded((totals.get(kind) ?? 0) + count, 2));
  }
  return Object.fromEntries([...totals].toSorted(([a], [b]) => (a < b ? -1 : 1)));
}

/** The counts that have goals and bounds. A step is whatever the platform bills as one: also what waits or sleeps. */
function figuresOf(totals: Record<string, number>): Figures {
  const sum = (fits: (kind: string) => boolean): number =>
    rounded(
      Object.entries(totals).reduce((all, [kind, count]) => (fits(kind) ? all + count : all), 0),
      2,
    );
  return {
    d1Calls: sum((kind) => kind === "d1 batch" || kind === "d1 single"),
    d1Statements: sum((kind) => kind === "d1 statements"),
    objectCalls: sum((kind) => kind.startsWith("object ")),
    steps: sum((kind) => kind.startsWith("step ")),
  };
}
