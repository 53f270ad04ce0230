import { cut } from "../../shared/platform/cut.ts";
import { artefactUpdate } from "../../shared/actions/artefact-update.ts";
import { type ArtefactKind, artefactKinds, type Change } from "../../shared/domain/artefacts/artefact.ts";
import { formOf } from "../../shared/domain/artefacts/forms.ts";
import { weakest } from "../../shared/domain/provenance.ts";
import type { Attempt } from "../../shared/domain/attempt.ts";
import { figuresOf } from "../../shared/jobs/project-watch/thinking/figures.ts";
import type { PlannedChange } from "../../shared/jobs/project-watch/thinking/plan.ts";
import { recordsOf } from "../../shared/jobs/project-watch/thinking/records.ts";
import { act } from "../../shared/spine/act.ts";
import { suggestChanges } from "../../shared/spine/artefacts/suggest-changes.ts";
import { foresee } from "../../shared/spine/foresee.ts";
import type { DurableRun } from "../durable-run.ts";
import { type Cycle, missingOf, skipped } from "./cycle.ts";
import { patience } from "./patience.ts";

/**
 * Brings the project's documents up to date, one action for each. What the crew may not write by itself is suggested beside the
 * document; a document that can't be written keeps its version, and the others are written all the same.
 */
export async function updateArtefacts(
  run: DurableRun,
  cycle: Cycle,
  changes: readonly PlannedChange[],
): Promise<void> {
  for (const kind of artefactKinds) {
    const own = changes.filter(({ artefact }) => artefact === kind);
    const computed = kind === "backlog_summary" || kind === "delivery_state";
    if (own.length === 0 && !computed) continue;
    const name = `update ${kind.replace("_", " ")}`;
    const tried = await run.tryOut(name, patience.artefacts, async () => update(run, cycle, kind, own));
    const left = missingOf(tried, []);
    if (left !== null) await skipped(run, name, left);
  }
}

async function update(
  run: DurableRun,
  { project, rehearsal }: Cycle,
  kind: ArtefactKind,
  planned: readonly PlannedChange[],
): Promise<Attempt<null>> {
  const { spine, taskId } = run;
  const figures = figuresOf(await recordsOf(spine, project), kind, planned);
  const free = planned.filter(({ suggest }) => suggest === null);
  const changes: Change[] = [...free.map(({ change }) => change), ...(figures === null ? [] : [figures])];
  const suggested = planned.filter(({ suggest }) => suggest !== null);
  for (const { change, why, suggest } of suggested)
    await suggestChanges(spine, { project, kind, changes: [change], reason: `${why} (${suggest})`, taskId });
  if (changes.length === 0) return { kind: "done", value: null };

  const reason = reasonOf(free);
  const proposal = {
    taskId,
    key: `update-${kind.replace("_", "-")}`,
    kind: artefactUpdate.kind,
    payload: { project, artefact: kind, changes, reason },
    provenance: weakest([...free.map(({ provenance }) => provenance), "internal"]),
    sources: [...new Set(free.flatMap(({ change }) => change.sources))].slice(0, 90),
    revision: 1,
  };
  const { kind: verdict } = rehearsal ? { kind: "approval" } : await foresee(spine, proposal);
  if (verdict !== "auto") {
    // Figures are nothing to decide about: they come with the next change that may be written.
    for (const { change, why } of free)
      await suggestChanges(spine, { project, kind, changes: [change], reason: why, taskId });
    return { kind: "done", value: null };
  }
  const done = await act(spine, proposal);
  if (done.kind !== "done") return done;
  const { leftOut } = artefactUpdate.result.parse(done.value);
  if (leftOut !== "") {
    const label = formOf(kind).label;
    await run.recordNow([
      run.fact(
        `update ${kind}/left-out`,
        "watch.skipped",
        cut(`not all of it went into the ${label}: ${leftOut}`, 1000),
        { kind, leftOut },
      ),
    ]);
  }
  return { kind: "done", value: null };
}

function reasonOf(planned: readonly PlannedChange[]): string {
  const whys = [...new Set(planned.map(({ why }) => why))].join("\n");
  return whys === "" ? "the figures have changed" : cut(whys, 1900);
}
