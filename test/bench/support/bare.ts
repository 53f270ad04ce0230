import type { Bench } from "../section.ts";
import { type BareRun, runReference } from "./reference.ts";
import { latencyLine, latencyOf, rounded } from "./stats.ts";
import { modelMs, type System } from "./system.ts";
import { drive, lanes, type Phases, ratePerSecond } from "./phases.ts";
import { reports, tasksPerSecond, type TaskRun } from "./tasks.ts";

/** The flow's workflow asks the model so often, once to classify and once to draft. */
const callsATask = 2;

/** The bench's own bare flow, driven exactly as ours; or the one in a folder that was given. */
export async function bareFlow(bench: Bench, counts: Phases<number>): Promise<Phases<BareRun>> {
  const { reference } = bench;
  if (reference !== null) return fromFolder(bench, reference, counts);
  return bench.apart({ bare: true }, async (system) => {
    bench.progress("the bare flow, in the same three ways");
    const runs = await drive(system, counts);
    const each = async (some: readonly TaskRun[]): Promise<BareRun> => bareRun(system, some);
    return {
      alone: await each(runs.alone),
      rate: await each(runs.rate),
      saturated: await each(runs.saturated),
    };
  });
}

/** It publishes by its second message, so a task is told of when it is published. */
function bareRun({ threads }: System, runs: readonly TaskRun[]): BareRun {
  return {
    n: runs.length,
    ack: latencyOf(runs.map(({ ackMs }) => ackMs)),
    e2e: latencyOf(runs.map(({ toldMs }) => toldMs)),
    tasksPerSec: rounded(tasksPerSecond(runs)),
    llmCalls: callsATask * runs.length,
    exactlyOnce: runs.every(
      ({ thread }) => threads.in(thread).filter(({ message }) => reports(message)).length === 1,
    ),
  };
}

async function fromFolder(bench: Bench, folder: string, counts: Phases<number>): Promise<Phases<BareRun>> {
  const run = async (count: number, ...how: string[]): Promise<BareRun> => {
    bench.progress(`the bare flow in ${folder}: ${count} tasks, ${how.join(" ")}`);
    return runReference(folder, ["--n", String(count), ...how, "--llm-delay", String(modelMs)], bench);
  };
  return {
    alone: await run(counts.alone, "--c", "1", "--closed"),
    rate: await run(counts.rate, "--rate", String(ratePerSecond)),
    saturated: await run(counts.saturated, "--c", String(lanes), "--closed"),
  };
}

/** The same, for people. */
export function bareLines(
  name: string,
  { n, ack, e2e, tasksPerSec, llmCalls, exactlyOnce }: BareRun,
): string[] {
  return [
    `${name}: ${n} tasks, ${tasksPerSec} tasks/s, ${llmCalls / n} model calls a task${exactlyOnce ? "" : ", NOT exactly once"}`,
    latencyLine("  ack", { n, ...ack }),
    latencyLine("  published", { n, ...e2e }),
  ];
}
