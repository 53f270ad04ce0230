import type { NewSignal } from "../../../domain/signal.ts";
import { taskIdOf } from "../../../spine/jobs.ts";
import { projectWatchName } from "../name.ts";
import { type WatchCycle, watchCycleKind } from "../signals.ts";

/** One cycle a project and slot. */
export function cycleSignalId(project: string, slot: string): string {
  return `watch:${project}:cycle:${slot}`;
}

/** The signal with which a cycle begins, and the task that it will be. */
export async function cycleSignal(cycle: WatchCycle): Promise<{ signal: NewSignal; taskId: string }> {
  const id = cycleSignalId(cycle.project, cycle.slot);
  const taskId = await taskIdOf(id, { name: projectWatchName });
  const signal: NewSignal = {
    id,
    kind: watchCycleKind,
    provenance: "internal",
    body: cycle,
    dropReason: null,
  };
  return { signal, taskId };
}
