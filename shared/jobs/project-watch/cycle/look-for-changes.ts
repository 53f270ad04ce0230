import { describeStop } from "../../../domain/stop.ts";
import { log } from "../../../platform/log.ts";
import { hasMoney } from "../../../spine/budget.ts";
import type { Spine } from "../../../spine/context.ts";
import { stopFor } from "../../../spine/stops.ts";
import { projectWatchName } from "../name.ts";
import { signalSources } from "../sources/registry.ts";
import type { SealedSource } from "../sources/signal-source.ts";
import { longestLookMs, type Patience, patience } from "./ask-source.ts";
import { endOfTask } from "./free-task.ts";
import { housekeepingDue } from "./housekeeping-due.ts";
import { dropLease, takeLease } from "./lease.ts";
import { lookAtSource } from "./look-at-source.ts";
import type { WatchMessage } from "./message.ts";
import { recordLook } from "./record-look.ts";
import { lookUp } from "../../../platform/look-up.ts";

/** What came of a look. */
export type Looked =
  | { kind: "skipped"; reason: string }
  /** `signals`: so many were told, those that were known among them; `began`: the task of the cycle that has begun. */
  | { kind: "looked"; signals: number; began: string | null };

export interface LookOptions {
  sources?: readonly SealedSource[];
  how?: Patience;
}

/** Writing it down takes no longer. */
const writingMs = 60_000;

/**
 * Looks for what has changed in a project: heartbeat and change detection, without a model and without a workflow. One
 * look at a time; a source in trouble is skipped, noted, and the others go on. Where something is to be thought about and
 * no cycle is thinking, one begins.
 * @throws whatever D1 throws: then nothing of it has happened.
 */
export async function lookForChanges(
  spine: Spine,
  { project, slot }: WatchMessage,
  { sources = signalSources, how = patience }: LookOptions = {},
): Promise<Looked> {
  const rules = lookUp(spine.settings.RULES.projectWatch, project);
  if (rules === undefined) return { kind: "skipped", reason: `${project} is not watched` };
  const stop = await stopFor(spine, { project, job: projectWatchName });
  if (stop !== null) return { kind: "skipped", reason: describeStop(stop) };
  const leased = await takeLease(spine, project, longestLookMs(how) + writingMs);
  if (leased === null) return { kind: "skipped", reason: `another looks at ${project}` };
  try {
    const { row } = leased;
    const now = spine.now();
    const ended = await endOfTask(spine, leased);
    const free = row.taskId === null || ended !== null;
    const day = free ? housekeepingDue(row, rules, now) : null;
    const look = { row, rules, now, housekeeping: day !== null };
    const used = sources.filter((source) => source.isUsed(rules));
    const asked = await Promise.all(used.map(async (source) => lookAtSource(spine, look, source, how)));
    const seen = asked.filter((one) => one !== null);
    const known = used.flatMap(({ name }) => (row.sources[name] ? [[name, row.sources[name]]] : []));
    const states = Object.fromEntries([...known, ...seen.map(({ source, state }) => [source.name, state])]);
    const signals = seen.reduce((sum, one) => sum + one.signals.length, 0);
    const isBusy = leased.waiting || ended !== null || signals > 0;
    const money = !(free && isBusy) || (await hasMoney(spine, project));
    const recorded = await recordLook(spine, {
      ...look,
      leased,
      slot,
      seen,
      sources: states,
      ended,
      free,
      money,
      day,
    });
    if (recorded.kind === "superseded")
      return { kind: "skipped", reason: `another has taken ${project} over` };
    log.info("watch.looked", { code: project, count: signals, ms: spine.now() - now });
    return { kind: "looked", signals, began: recorded.began };
  } catch (error) {
    await dropLease(spine, project, leased.token);
    throw error;
  }
}
