import { readFileSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { projectRoot } from "../../scripts/stack/dev-vars.ts";
import type { Section } from "./section.ts";
import { rounded } from "./support/stats.ts";
import { type System, withSystem } from "./support/system.ts";
import { inLanes } from "./support/tasks.ts";

/** What is still written after the report: the task's last fact, the messages that Slack tells us of. */
const settleMs = 2000;

/** How often a task uses the platform. Every use is a round trip, so this is what its time is made of. */
export const operations: Section = {
  title: "platform operations a task, request to close",
  run: async (bench) => {
    const tasks = bench.quick ? 4 : 20;
    const counts = await withSystem(bench, { config: countingConfig }, async (system) => {
      await inLanes(system, 2, 1, "warm");
      await sleep(settleMs);
      await takeCounts(system);
      bench.progress(`${tasks} tasks, counted`);
      await inLanes(system, tasks, 1);
      await sleep(settleMs);
      return takeCounts(system);
    });
    const perTask = Object.fromEntries(
      Object.entries(counts)
        .map(([name, count]) => [name, rounded(count / tasks, 2)] as const)
        .toSorted(([a], [b]) => (a < b ? -1 : 1)),
    );
    const totals = totalsOf(perTask);
    const line = ([name, count]: [string, number]): string =>
      `${name.padEnd(40)} ${count.toFixed(2).padStart(8)}`;
    return {
      data: { tasks, perTask, totals },
      lines: [
        `means over ${tasks} tasks, by the place that asks`,
        ...Object.entries(perTask).map(line),
        "in all places together:",
        ...Object.entries(totals).map(line),
      ],
    };
  },
};

/** The project's configuration with the counting Worker in the place of the real one. */
function countingConfig(stateDir: string): string {
  const absolute = (path: string): string => JSON.stringify(join(projectRoot, path));
  const original = readFileSync(join(projectRoot, "wrangler.toml"), "utf8");
  const main = JSON.stringify(resolve(import.meta.dirname, "counting-worker.ts"));
  const changed = original
    .replace(/^main = ".*"$/m, `main = ${main}`)
    .replace(/^migrations_dir = "(.*)"$/m, (_, path: string) => `migrations_dir = ${absolute(path)}`);
  if (!changed.includes(main)) throw new Error("wrangler.toml has no line `main = …` to replace");
  const file = join(stateDir, "wrangler.toml");
  writeFileSync(file, changed);
  return file;
}

/** The counts since they were last taken. */
async function takeCounts({ stack }: System): Promise<Record<string, number>> {
  const response = await fetch(`${stack.urls.worker}/_bench/counts`, { method: "DELETE" });
  return JSON.parse(await response.text());
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
