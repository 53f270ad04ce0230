import type { Figures } from "./figures.ts";
import type { Section } from "./section.ts";
import { rounded } from "./support/stats.ts";
import type { Needs } from "./support/system.ts";
import { takeCounts } from "./support/take-counts.ts";
import { inLanes } from "./support/tasks.ts";

const needs: Needs = { counting: true };

/** Those on a task's way that must have counted; without them it wasn't the counting Worker that ran. */
const places = ["door", "queue", "EditorialWorkflow"];

/** How often a task uses the platform. Every use is a round trip, so this is what its time is made of. */
export const operations: Section = {
  title: "platform operations a task, request to close",
  quickNeeds: needs,
  run: async (bench) => {
    const tasks = bench.quick ? 2 : 20;
    const counts = await bench.on(needs, async (system) => {
      await inLanes(system, 2, 1, "to warm up");
      await takeCounts(system, places);
      bench.progress(`${tasks} tasks, counted`);
      await inLanes(system, tasks, 1, "counted");
      return takeCounts(system, places);
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
