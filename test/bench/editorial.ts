import type { Bench, Report, Section } from "./section.ts";
import { type Measured, measured, measuredLines } from "./support/measured.ts";
import { recordsOf, type Stage, stagesOf } from "./support/records.ts";
import { type BareRun, runBareFlow } from "./support/reference.ts";
import { atMost, judgedLine, latencyLine, rounded } from "./support/stats.ts";
import { modelMs } from "./support/system.ts";
import { atRate, inLanes } from "./support/tasks.ts";

const ratePerSecond = 5;
const lanes = 16;
const goals = { publishedPerCall: 1.5, ack: 1.3 } as const;

/** The three ways in which both flows are driven. */
interface Phases<T> {
  /** One task after the other: what the path itself takes. */
  alone: T;
  rate: T;
  saturated: T;
}

/** The main path as its people live it: alone, at a quiet rate, as much as goes; and the bare flow in the same ways. */
export const editorial: Section = {
  title: `request → approval → published, with a model that takes ${modelMs} ms`,
  quickNeeds: {},
  run: async (bench) => {
    const counts = bench.quick
      ? { alone: 2, rate: 4, saturated: 6 }
      : { alone: 15, rate: 100, saturated: 200 };
    const { stages, ...ours } = await bench.on({}, async (system) => {
      bench.progress(`${counts.alone} tasks, one after the other`);
      // The first tasks of a Worker pay for its start.
      await inLanes(system, 2, 1, "warm");
      const alone = await inLanes(system, counts.alone, 1, "alone");
      bench.progress(`${counts.rate} tasks at ${ratePerSecond}/s`);
      const rate = await atRate(system, counts.rate, ratePerSecond);
      bench.progress(`${counts.saturated} tasks in ${lanes} lanes`);
      const saturated = await inLanes(system, counts.saturated, lanes, "saturated");
      const records = {
        alone: await recordsOf(system, alone),
        rate: await recordsOf(system, rate),
        saturated: await recordsOf(system, saturated),
      };
      return {
        alone: measured(records.alone),
        rate: measured(records.rate),
        saturated: measured(records.saturated),
        stages: stagesOf(records.alone),
      };
    });
    const bare = bench.reference === null ? null : await bareFlow(bench, bench.reference, counts);
    return report(ours, stages, bare);
  },
};

async function bareFlow(bench: Bench, folder: string, counts: Phases<number>): Promise<Phases<BareRun>> {
  const drive = async (count: number, ...how: string[]): Promise<BareRun> => {
    bench.progress(`the bare flow: ${count} tasks, ${how.join(" ")}`);
    return runBareFlow(folder, ["--n", String(count), ...how, "--llm-delay", String(modelMs)], bench);
  };
  return {
    alone: await drive(counts.alone, "--c", "1", "--closed"),
    rate: await drive(counts.rate, "--rate", String(ratePerSecond)),
    saturated: await drive(counts.saturated, "--c", String(lanes), "--closed"),
  };
}

/** Ours to theirs, each for one call of the model: a path with more calls may take longer. */
function publishedPerCall(ours: Measured, bare: BareRun): number {
  return ours.published.p50 / ours.callsPerTask / (bare.e2e.p50 / (bare.llmCalls / bare.n));
}

function report(ours: Phases<Measured>, stages: Stage[], bare: Phases<BareRun> | null): Report {
  const lines = [
    ...measuredLines("one after the other", ours.alone),
    ...measuredLines(`${ratePerSecond} tasks/s`, ours.rate),
    ...measuredLines(`${lanes} lanes`, ours.saturated),
    "where a lone task's time goes (mean ms from the request, and since the fact before):",
    ...stages.map(
      ({ fact, atMs, tookMs }) =>
        `  ${fact.padEnd(44)} ${String(atMs).padStart(8)} ${String(tookMs).padStart(8)}`,
    ),
  ];
  if (bare === null)
    return {
      data: { ...ours, stages, bare, ratios: null },
      lines: [...lines, "not compared with the bare flow: --reference names no folder"],
    };
  const ratios = {
    publishedPerCall: atMost(publishedPerCall(ours.rate, bare.rate), goals.publishedPerCall),
    ack: atMost(ours.rate.ack.p50 / bare.rate.ack.p50, goals.ack),
    publishedPerCallAlone: atMost(publishedPerCall(ours.alone, bare.alone), goals.publishedPerCall),
    ackAlone: atMost(ours.alone.ack.p50 / bare.alone.ack.p50, goals.ack),
  };
  const saturatedTasksPerSecond = rounded(ours.saturated.tasksPerSecond / bare.saturated.tasksPerSec, 2);
  return {
    data: { ...ours, stages, bare, ratios: { ...ratios, saturatedTasksPerSecond } },
    lines: [
      ...lines,
      ...bareLines("bare, one after the other", bare.alone),
      ...bareLines(`bare, ${ratePerSecond} tasks/s`, bare.rate),
      ...bareLines(`bare, ${lanes} lanes`, bare.saturated),
      "ours to the bare flow's:",
      judgedLine(`  published per call, ${ratePerSecond}/s`, ratios.publishedPerCall),
      judgedLine(`  ack, ${ratePerSecond}/s`, ratios.ack),
      judgedLine("  published per call, alone", ratios.publishedPerCallAlone),
      judgedLine("  ack, alone", ratios.ackAlone),
      `${"  tasks/s, saturated".padEnd(28)} ${saturatedTasksPerSecond}`,
    ],
  };
}

function bareLines(name: string, { n, ack, e2e, tasksPerSec, llmCalls, exactlyOnce }: BareRun): string[] {
  return [
    `${name}: ${n} tasks, ${tasksPerSec} tasks/s, ${llmCalls / n} model calls a task${exactlyOnce ? "" : ", NOT exactly once"}`,
    latencyLine("  ack", { n, ...ack }),
    latencyLine("  published", { n, ...e2e }),
  ];
}
