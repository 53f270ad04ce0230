import { z } from "zod";
import { type WatchRecords, watchRecords } from "../../db/watch.ts";
import { deliveryHead } from "../../domain/artefacts/forms.ts";
import type { AutonomyLevel } from "../../domain/autonomy.ts";
import { projectRules } from "../../policy/rules.ts";
import type { Spine } from "../../spine/context.ts";
import { signalSources } from "./sources/registry.ts";
import { watchStanding, type WatchStanding } from "./standing.ts";
import { lookUp } from "../../platform/look-up.ts";

/** How a project's watch is doing, for people. Times are epoch milliseconds. */
export interface WatchSummary extends Pick<WatchStanding, "state" | "sources"> {
  project: string;
  level: AutonomyLevel;
  rag: "green" | "amber" | "red" | null;
  /** Why it isn't simply watching, else why the project stands as it does. */
  why: string | null;
  cycleAt: number | null;
  dueAt: number | null;
  changeAt: number | null;
  cycles: number;
  idle: number;
  waiting: number;
  suggestions: number;
  holds: number;
  approvals: number;
}

/** How the watches of some projects are doing, in one round trip. */
export async function watchSummaries(spine: Spine, projects: readonly string[]): Promise<WatchSummary[]> {
  const records = await watchRecords(spine.db, projects);
  return projects.map((project) => summaryOf(spine, project, records));
}

function summaryOf(spine: Spine, project: string, records: WatchRecords): WatchSummary {
  const { RULES } = spine.settings;
  const of = <T extends { project: string }>(rows: readonly T[]) =>
    rows.filter((row) => row.project === project);
  const counted = (rows: readonly { project: string; n: number }[]) =>
    of(rows).reduce((sum, { n }) => sum + n, 0);
  const watch = of(records.watched)[0] ?? null;
  const rules = lookUp(RULES.projectWatch, project) ?? null;
  const used = rules === null ? [] : signalSources.filter((source) => source.isUsed(rules));
  const standing = watchStanding(rules, watch, used, spine.now());
  const delivery = deliveryOf(of(records.deliveries)[0]?.head ?? null);
  const level = of(records.levels)[0]?.level ?? projectRules(RULES, project).autonomy;
  return {
    project,
    ...standing,
    level,
    rag: delivery?.rag ?? null,
    why: standing.why ?? delivery?.why ?? null,
    cycleAt: watch?.cycleAt ?? null,
    dueAt: watch?.dueAt ?? null,
    changeAt: watch?.changeAt ?? null,
    cycles: watch?.cycles ?? 0,
    idle: watch?.idle ?? 0,
    waiting: counted(records.waiting),
    suggestions: counted(records.suggestions),
    holds: counted(records.pending.filter(({ held }) => held === 1)),
    approvals: counted(records.pending.filter(({ held }) => held === 0)),
  };
}

/** The figures beside them are none of ours: a form that is strict would refuse them. */
const headEntry = z.object({ fields: deliveryHead.pick({ rag: true, why: true }).strip() });

/** The delivery state's head as it is stored; null where nothing is written yet. */
function deliveryOf(head: string | null) {
  return head === null ? null : (headEntry.safeParse(JSON.parse(head)).data?.fields ?? null);
}
