import type { Gated } from "../domain/service.ts";
import type { ApplyOutcome } from "../domain/sending.ts";
import type { CircuitReport } from "../domain/circuit.ts";
import { describeError } from "../platform/errors.ts";
import { log } from "../platform/log.ts";
import type { Spine } from "./context.ts";
import { record } from "./record.ts";
import { wakeWorking } from "./wake-working.ts";

export type Admission = { kind: "enter" } | { kind: "wait"; waitMs: number; reason: string };

const why = {
  open: "does not answer; the circuit is open",
  paused: "asked for patience",
  full: "has enough to do",
} as const;

/** Asks for entrance at a service's door; our own storage has none. */
export async function enterService(
  spine: Spine,
  service: Gated | null,
  attempt: { id: string; target: string },
): Promise<Admission> {
  if (service === null) return { kind: "enter" };
  const entry = await spine.env.SERVICE_GATE.getByName(service).enter(attempt);
  if (entry.kind === "enter") return { kind: "enter" };
  return { kind: "wait", waitMs: entry.waitMs, reason: `${service} ${why[entry.why]}` };
}

/**
 * Reports how an attempt went (null: it was not made after all). A circuit that opens or closes is a fact; when it closes,
 * what waits at the door is told.
 */
export async function leaveService(
  spine: Spine,
  service: Gated | null,
  id: string,
  report: CircuitReport | null,
): Promise<void> {
  if (service === null) return;
  try {
    const change = await spine.env.SERVICE_GATE.getByName(service).leave(id, report);
    if (change === null) return;
    const at = spine.now();
    const summary =
      change === "opened"
        ? `${service} does not answer: nothing is sent there for a while`
        : `${service} answers again`;
    log.warn(`circuit.${change}`, { code: service });
    await record(spine, [
      {
        id: `circuit/${service}/${change}/${at}`,
        at,
        taskId: null,
        type: `circuit.${change}`,
        summary,
        data: { service },
      },
    ]);
    if (change === "closed") await wakeWorking(spine);
  } catch (error) {
    // The attempt's own outcome counts; a slot that isn't given back expires.
    log.warn("circuit.not_reported", { code: service, reason: describeError(error) });
  }
}

/** What an effect's outcome says of the service. */
export function reportOf(outcome: ApplyOutcome): CircuitReport {
  switch (outcome.kind) {
    case "applied":
    case "under_way":
    case "refused":
    case "stale":
      return { kind: "answered" };
    case "not_applied":
      return { kind: "patience", ms: outcome.afterMs };
    case "lost":
      return { kind: "failed", reason: outcome.error };
  }
}
