import { and, eq, inArray } from "drizzle-orm";
import { watchProposals, watchSignals } from "../../shared/db/schema.ts";
import { effectiveLevel } from "../../shared/domain/autonomy.ts";
import type { Plan, PlannedAction } from "../../shared/jobs/project-watch/thinking/plan.ts";
import { recordAll } from "../../shared/spine/record.ts";
import { enqueueSoon } from "../../shared/spine/receive.ts";
import { newSignal } from "../../shared/spine/record-signals.ts";
import { errandSignal, errandTaskId } from "../../shared/spine/spawn-errand.ts";
import { standingOf } from "../../shared/spine/autonomy.ts";
import { wholeProject } from "../../shared/spine/step-up.ts";
import type { DurableRun } from "../durable-run.ts";
import { type Cycle, type Missing, readingsIn, stepOf } from "./cycle.ts";

/** More than this a cycle doesn't want to do at once. */
const mostActions = 20;

export interface Proposed {
  proposed: number;
  noted: number;
  refused: number;
}

/**
 * Puts on record what the cycle wants to do, has each of it carried out by a task of its own, and is done with its signals: all in one moment, so
 * that none is lost and none leads to anything twice. Where only watching is allowed it is noted and nothing more.
 */
export async function propose(
  run: DurableRun,
  cycle: Cycle,
  plan: Plan,
  missing: readonly Missing[],
): Promise<Proposed> {
  return run.once(
    "propose",
    async () => {
      const { spine, taskId } = run;
      const { project, rehearsal } = cycle;
      const { autonomy } = await standingOf(spine, project, wholeProject);
      const mayPropose = !rehearsal && effectiveLevel(autonomy) > 1;
      const wanted = plan.actions.slice(0, mostActions);
      const errands = await Promise.all(
        (mayPropose ? wanted : []).map(async (action, n) => {
          const signal = errandSignal({ ...errandOf(action, cycle), taskId, key: keyOf(n) });
          return { signal, errandTaskId: await errandTaskId(spine, signal) };
        }),
      );
      const at = spine.now();
      const base = { project, taskId, at };
      const rows = [
        ...wanted.map(({ kind, payload, title, why, sources, item }, n) => ({
          ...base,
          id: `${taskId}.${keyOf(n)}`,
          kind,
          payload,
          title,
          why,
          sources,
          item,
          state: mayPropose ? ("proposed" as const) : ("noted" as const),
          errandTaskId: errands[n]?.errandTaskId ?? null,
          reason: null,
        })),
        ...[...plan.refused, ...plan.actions.slice(mostActions).map(tooMany)]
          .slice(0, 50)
          .map(({ kind, reason, sources }, n) => ({
            ...base,
            id: `${taskId}.refused-${n + 1}`,
            kind,
            payload: {},
            title: `${kind} was refused`,
            why: reason,
            sources,
            item: null,
            state: "refused" as const,
            errandTaskId: null,
            reason,
          })),
      ];
      const left = new Set(missing.flatMap(({ refs }) => refs));
      const done = (await readingsIn(run)).flatMap(({ reading }) =>
        left.has(reading.ref) ? [] : [reading.id],
      );
      const counts = {
        proposed: errands.length,
        noted: wanted.length - errands.length,
        refused: rows.length - wanted.length,
      };
      await recordAll(spine, [
        {
          facts:
            rows.length === 0
              ? []
              : [
                  run.fact("watch/proposed", "watch.proposed", inWords(counts), {
                    ...counts,
                    proposals: rows.map(({ id, kind, title }) => ({ id, kind, title })),
                  }),
                ],
          records: [
            ...errands.map(({ signal }) => newSignal(spine, signal)),
            ...rows.map((row) => spine.db.insert(watchProposals).values(row).onConflictDoNothing()),
            ...chunks(done).map((ids) =>
              spine.db
                .update(watchSignals)
                .set({ state: "done" })
                .where(and(inArray(watchSignals.id, ids), eq(watchSignals.taskId, taskId))),
            ),
          ],
        },
      ]);
      for (const { signal } of errands) enqueueSoon(spine, signal);
      return counts;
    },
    stepOf("propose"),
  );
}

function keyOf(n: number): string {
  return `action-${n + 1}`;
}

/** Of several signals of one voice one counts: agreement with oneself is none. The provenance is the weakest of all. */
function errandOf(
  { kind, payload, provenance, sources, voices }: PlannedAction,
  { project, channel }: Cycle,
) {
  return { kind, payload, provenance, project, channel, sources: sources.slice(0, voices) };
}

function tooMany({ kind, sources }: PlannedAction) {
  return { kind, sources, reason: `a cycle proposes ${mostActions} actions at most` };
}

/** D1 takes a hundred parameters in a statement. */
function chunks(ids: readonly string[]): string[][] {
  const size = 90;
  return Array.from({ length: Math.ceil(ids.length / size) }, (_, n) => ids.slice(n * size, (n + 1) * size));
}

function inWords({ proposed, noted, refused }: Proposed): string {
  const parts = [
    ...(proposed > 0 ? [`${proposed} proposed`] : []),
    ...(noted > 0 ? [`${noted} only noted`] : []),
    ...(refused > 0 ? [`${refused} refused`] : []),
  ];
  return parts.join(", ");
}
