import type { Figures } from "./figures.ts";
import type { Report, Section } from "./section.ts";
import { bareFlow, bareLines } from "./support/bare.ts";
import { type Measured, measured, measuredLines } from "./support/measured.ts";
import { drive, lanes, type Phases, ratePerSecond } from "./support/phases.ts";
import { publishedAt, type Recorded, recordsOf, type Stage, stagesOf } from "./support/records.ts";
import type { BareRun } from "./support/reference.ts";
import { latencyLine, latencyOf, rounded } from "./support/stats.ts";
import { modelMs } from "./support/system.ts";

/** The main path as its people live it: alone, at a quiet rate, as much as goes; and the bare flow in the same ways. */
export const editorial: Section = {
  title: `request → approval → published, with a model that takes ${modelMs} ms, beside the bare flow`,
  quickNeeds: {},
  run: async (bench) => {
    const counts = bench.quick
      ? { alone: 2, rate: 4, saturated: 6 }
      : { alone: 15, rate: 100, saturated: 200 };
    const records = await bench.on({}, async (system) => {
      bench.progress(
        `${counts.alone} tasks alone, ${counts.rate} at ${ratePerSecond}/s, ${counts.saturated} in ${lanes} lanes`,
      );
      const runs = await drive(system, counts);
      return {
        alone: await recordsOf(system, runs.alone),
        rate: await recordsOf(system, runs.rate),
        saturated: await recordsOf(system, runs.saturated),
      };
    });
    const bare = await bareFlow(bench, counts);
    return report(records, bare);
  },
};

/** Ours to theirs, each for one call of the model: a path with more calls may take longer. */
function publishedPerCall(ours: Measured, bare: BareRun): number {
  return ours.published.p50 / ours.callsPerTask / (bare.e2e.p50 / (bare.llmCalls / bare.n));
}

function report(records: Phases<Recorded[]>, bare: Phases<BareRun>): Report {
  const ours: Phases<Measured> = {
    alone: measured(records.alone),
    rate: measured(records.rate),
    saturated: measured(records.saturated),
  };
  const stages: Stage[] = stagesOf(records.alone);
  const applied = latencyOf(records.alone.map((one) => publishedAt(one) - one.run.clickedAt));
  const clicked = latencyOf(records.alone.map(({ run }) => run.clickMs));
  const figures: Figures = {
    publishedAlone: rounded(publishedPerCall(ours.alone, bare.alone), 2),
    publishedAtRate: rounded(publishedPerCall(ours.rate, bare.rate), 2),
    ackAtRate: rounded(ours.rate.ack.p50 / bare.rate.ack.p50, 2),
    saturated: rounded(ours.saturated.tasksPerSecond / bare.saturated.tasksPerSec, 2),
    clickToApplied: applied.p50,
  };
  return {
    data: { ...ours, stages, clicked, applied, bare, ratios: figures },
    figures,
    lines: [
      ...measuredLines("one after the other", ours.alone),
      latencyLine("  click, acknowledged", clicked),
      latencyLine("  click → applied", applied),
      ...measuredLines(`${ratePerSecond} tasks/s`, ours.rate),
      ...measuredLines(`${lanes} lanes`, ours.saturated),
      "where a lone task's time goes (mean ms from the request, and since the fact before):",
      ...stages.map(
        ({ fact, atMs, tookMs }) =>
          `  ${fact.padEnd(44)} ${String(atMs).padStart(8)} ${String(tookMs).padStart(8)}`,
      ),
      ...bareLines("bare, one after the other", bare.alone),
      ...bareLines(`bare, ${ratePerSecond} tasks/s`, bare.rate),
      ...bareLines(`bare, ${lanes} lanes`, bare.saturated),
    ],
  };
}
