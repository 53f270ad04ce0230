import type { DurableRun } from "../durable-run.ts";

/** How long a phase may take in a container, milliseconds. */
export function phaseMs(run: DurableRun): number {
  return Math.round(run.spine.settings.RULES.delivery.phaseMinutes * 60_000);
}
