import type { TaskView } from "../../../scripts/demo/outside.ts";
import type { System } from "./system.ts";
import type { TaskRun } from "./tasks.ts";
import { mean, rounded } from "./stats.ts";

/** What the Worker itself recorded of a measured task. */
export interface Recorded {
  run: TaskRun;
  view: TaskView;
}

/** Looks up the records of measured tasks. Done after the measuring, so that it costs nothing in it. */
export async function recordsOf({ outside }: System, runs: readonly TaskRun[]): Promise<Recorded[]> {
  const ids = new Map<string, string>();
  const sought = new Set(runs.map((run) => run.signalId));
  // The newest come first, so this ends long before all that was seeded.
  for await (const task of outside.everyTask()) {
    if (sought.delete(task.signalId)) ids.set(task.signalId, task.id);
    if (sought.size === 0) break;
  }
  const found: Recorded[] = [];
  for (const run of runs) {
    const id = ids.get(run.signalId);
    if (id === undefined) throw new Error(`there is no task of the signal ${run.signalId}`);
    found.push({ run, view: await outside.task(id) });
  }
  return found;
}

/** From the request to the post being in place: the moment that the bare flow calls published. */
export function publishedMs(one: Recorded): number {
  return publishedAt(one) - one.run.sentAt;
}

/** When the post was in place, epoch milliseconds. */
export function publishedAt({ view }: Recorded): number {
  const applied = view.timeline.find(
    (entry) => entry.type === "effect.applied" && entry.data["kind"] === "blog_publish",
  );
  if (!applied) throw new Error(`the ledger of ${view.task.id} has no published post`);
  return Date.parse(applied.at);
}

/** One fact of the ledger, averaged over tasks. */
export interface Stage {
  fact: string;
  /** Mean milliseconds from the request to the fact. */
  atMs: number;
  /** Of these, how many since the fact before it. */
  tookMs: number;
}

/** When each fact came, in the mean: where a task's time goes. Facts that not all tasks have are left out. */
export function stagesOf(recorded: readonly Recorded[]): Stage[] {
  const times = new Map<string, number[]>();
  for (const { run, view } of recorded) {
    const count = new Map<string, number>();
    for (const { at, type, data } of view.timeline) {
      const what = typeof data["kind"] === "string" ? `${type} ${data["kind"]}` : type;
      const nth = (count.get(what) ?? 0) + 1;
      count.set(what, nth);
      const name = nth === 1 ? what : `${what} (${nth})`;
      times.set(name, [...(times.get(name) ?? []), Date.parse(at) - run.sentAt]);
    }
  }
  const means = [...times]
    .filter(([, each]) => each.length === recorded.length)
    .map(([fact, each]) => ({ fact, atMs: mean(each) }))
    .toSorted((a, b) => a.atMs - b.atMs);
  return means.map((stage, n) => ({
    ...stage,
    tookMs: rounded(stage.atMs - (means[n - 1]?.atMs ?? 0)),
  }));
}
