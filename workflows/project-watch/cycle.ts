import { cut } from "../../shared/platform/cut.ts";
import { watches, watchSignals } from "../../shared/db/schema.ts";
import { and, eq, gte, isNull, ne } from "drizzle-orm";
import { cycleOf } from "../../shared/jobs/project-watch/cycle/cycle-of.ts";
import { takenSignals, takeSignals } from "../../shared/jobs/project-watch/cycle/take-signals.ts";
import { classifyBatches } from "../../shared/jobs/project-watch/thinking/classify.ts";
import { type Reading, readingsOf } from "../../shared/jobs/project-watch/thinking/reading.ts";
import { sanitiseBatches } from "../../shared/jobs/project-watch/thinking/sanitise.ts";
import { withdrawAnswered } from "../../shared/jobs/project-watch/withdraw.ts";
import { formFacts } from "../../shared/jobs/project-watch/thinking/form-facts.ts";
import type { DurableRun } from "../durable-run.ts";
import type { Tried } from "../tries.ts";
import { patience } from "./patience.ts";

/** What a cycle has to do, as far as its steps share it: names, no words. */
export interface Cycle {
  project: string;
  /** Slack channel in which the project's people are told things; null: none. */
  channel: string | null;
  /** The day whose housekeeping is due; null: none is. */
  housekeeping: string | null;
  /** It says what it would do, and does nothing. */
  rehearsal: boolean;
  signals: number;
  /** Signals by their names, in the groups in which they are read and thought about. */
  read: string[][];
  think: string[][];
}

/** Something that a cycle went on without. */
export interface Missing {
  /** Signals that were not thought about, by their names. */
  refs: string[];
  /** no_money and not_there: nothing could be thought, and it is nobody's fault. */
  kind: "no_money" | "not_there" | "unusable";
  reason: string;
}

/**
 * Takes the project's new signals up, and withdraws what has lost its reason through them. Null: the project is not
 * watched any more, or another cycle is at work on it.
 */
export async function takeUp(run: DurableRun): Promise<Cycle | null> {
  return run.once(
    "take",
    async () => {
      const found = await cycleOf(run.spine, run.taskId);
      if (found === null) return null;
      const { project, cycle, rules } = found;
      if (!(await isOurs(run, project))) return null;
      const taken = await takeSignals(run.spine, project, run.taskId);
      const withdrawn = cycle.rehearsal ? 0 : await withdrawAnswered(run.spine, project, taken, run.taskId);
      const readings = readingsOf(taken);
      const { db } = run.spine;
      const flags = readings.filter(({ flag }) => flag !== null);
      const words = taken.length === 1 ? "a signal" : `${taken.length} signals`;
      await run.recordNow(
        [
          run.fact(
            "watch/taken",
            "watch.taken",
            withdrawn === 0 ? `${words} taken up` : `${words} taken up, ${withdrawn} withdrawn for it`,
            {
              signals: taken.length,
              withdrawn,
              flagged: flags.length,
            },
          ),
        ],
        flags.map(({ id, flag }) => db.update(watchSignals).set({ flag }).where(eq(watchSignals.id, id))),
      );
      const told = readings.map((reading) => ({ reading, facts: formFacts(reading) }));
      return {
        project,
        channel: rules.channel ?? run.spine.settings.RULES.opsChannel ?? null,
        housekeeping: (await isKept(run, project, cycle.housekeeping)) ? null : cycle.housekeeping,
        rehearsal: cycle.rehearsal,
        signals: taken.length,
        read: sanitiseBatches(readings).map(refsOf),
        think: classifyBatches(told).map((batch) => refsOf(batch.map(({ reading }) => reading))),
      };
    },
    stepOf("take"),
  );
}

/** Makes the project this cycle's own, unless another is at work on it: one that is done again may come beside the next. */
async function isOurs({ spine: { db }, taskId }: DurableRun, project: string): Promise<boolean> {
  const own = eq(watches.project, project);
  await db
    .update(watches)
    .set({ taskId })
    .where(and(own, isNull(watches.taskId)));
  return (await db.$count(watches, and(own, ne(watches.taskId, taskId)))) === 0;
}

/** Whether the house of that day, or of a later one, is kept: a cycle that is done again tells nothing twice. */
async function isKept({ spine: { db } }: DurableRun, project: string, day: string | null): Promise<boolean> {
  return (
    day !== null &&
    (await db.$count(watches, and(eq(watches.project, project), gte(watches.keptOn, day)))) > 0
  );
}

/**
 * The cycle's signals, read anew in each step: words don't travel between steps. What has come in since it took them up is
 * not among them, even if it took none up.
 */
export async function readingsIn(run: DurableRun) {
  const taken = await takenSignals(run.spine, run.taskId);
  const facts = new Map(taken.map(({ row }) => [row.id, row.facts]));
  return readingsOf(taken).map((reading) => ({
    reading,
    facts: facts.get(reading.id) ?? formFacts(reading),
  }));
}

function refsOf(readings: readonly Reading[]): string[] {
  return readings.map(({ ref }) => ref);
}

/** What a step that didn't get through leaves out; null when it did. */
export function missingOf(tried: Tried<unknown>, refs: string[]): Missing | null {
  if (tried.kind === "done") return null;
  if (tried.kind === "no_money") return { refs, kind: "no_money", reason: tried.reason };
  const passes = tried.code === "llm_unavailable" || tried.code === "llm_busy";
  return { refs, kind: passes ? "not_there" : "unusable", reason: tried.reason };
}

/** Puts on record what a cycle goes on without. */
export async function skipped(run: DurableRun, step: string, { refs, reason, kind }: Missing): Promise<void> {
  await run.record(`${step}, skipped`, () => [
    run.fact(`${step}/skipped`, "watch.skipped", cut(`${step} is left out: ${reason}`, 1000), {
      step,
      kind,
      refs,
      reason,
    }),
  ]);
}

/** A step's time and tries, for steps whose outcome is no attempt. */
export function stepOf(step: keyof typeof patience) {
  const { timeout, surprises } = patience[step];
  return { timeout, retries: { ...surprises, backoff: "exponential" } } as const;
}
