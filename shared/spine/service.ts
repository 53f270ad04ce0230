import type { Attempt } from "../domain/attempt.ts";
import { type Down, type Gated, gatedServices, serviceNames } from "../domain/service.ts";
import { type CircuitReport, readsTarget, usualLimits, type Wait } from "../domain/circuit.ts";
import { PassPool } from "../domain/pass-pool.ts";
import { inBackground } from "../platform/background.ts";
import type { Door } from "../platform/door.ts";
import { describeError } from "../platform/errors.ts";
import { log } from "../platform/log.ts";
import type { Spine } from "./context.ts";
import { record } from "./record.ts";
import { wakeWaiting } from "./wake-waiting.ts";

/** `down`: the service keeps everybody out; absent: it has enough to do for a moment. */
export type Admission = { kind: "enter" } | Refused;
export interface Refused {
  kind: "wait";
  waitMs: number;
  reason: string;
  down?: Down;
}

const why = {
  open: "does not answer; the circuit is open",
  paused: "asked for patience",
  full: "has enough to do",
} as const;

/** What this isolate holds of each door's passes. Whoever runs in it shares them. */
const pools = new Map<Gated, PassPool>();

function poolOf(service: Gated): PassPool {
  const pool = pools.get(service) ?? new PassPool(usualLimits.leaseMs);
  pools.set(service, pool);
  return pool;
}

/** From now on this isolate asks at every door anew. */
export function forgetPasses(): void {
  pools.clear();
}

/** Asks for entrance at a service's door, or goes in with a pass that this isolate holds; our own storage has no door. */
export async function enterService(
  spine: Spine,
  service: Gated | null,
  attempt: { id: string; target: string },
): Promise<Admission> {
  if (service === null) return { kind: "enter" };
  const pool = poolOf(service);
  // The doors' clocks are real ones.
  if (pool.take(attempt, Date.now())) return { kind: "enter" };
  const { ask, granted } = pool.ask(attempt, Date.now(), () => crypto.randomUUID());
  const entry = await spine.env.SERVICE_GATE.getByName(service).enter(ask);
  granted(entry);
  if (entry.kind === "enter") return { kind: "enter" };
  const reason = `${serviceNames[service]} ${why[entry.why]}`;
  return { kind: "wait", waitMs: entry.waitMs, reason, ...downBy(spine, service, entry) };
}

function downBy(spine: Spine, service: Gated, { why: cause, downMs = 0 }: Wait): { down?: Down } {
  if (cause === "full") return {};
  return { down: { service, since: spine.now() - downMs, limited: cause === "paused" } };
}

/** What it means for a step that it wasn't let in. */
export function waitAt({ waitMs, reason, down }: Refused): Extract<Attempt<never>, { kind: "wait" }> {
  return { kind: "wait", afterMs: waitMs, reason, ...(down === undefined ? {} : { down }) };
}

/**
 * Reports how an attempt went (null: it was not made after all). That all is well is told with the next ask; what may open or
 * close the circuit is told at once. A circuit that opens or closes is a fact; when it closes, what waits at the door is told.
 */
export async function leaveService(
  spine: Spine,
  service: Gated | null,
  id: string,
  report: CircuitReport | null,
): Promise<void> {
  if (service === null) return;
  const told = poolOf(service).leave(id, report, Date.now());
  if (told === null) return giveBackLater(spine, service);
  try {
    const { back, wellAgoMs } = told;
    const gate = spine.env.SERVICE_GATE.getByName(service);
    const change = await gate.leave(told.id, report, { back, wellAgoMs });
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
    if (change === "closed") wakeWaiting(spine);
  } catch (error) {
    // The attempt's own outcome counts; a slot that isn't given back expires.
    log.warn("circuit.not_reported", { code: service, reason: describeError(error) });
  }
}

/** Passes that others may wait for go back when they can't be used again; until then the next ask may take them along. */
function giveBackLater(spine: Spine, service: Gated): void {
  const pool = poolOf(service);
  const dueAt = pool.dueAt(Date.now());
  if (dueAt === null) return;
  inBackground("passes", {}, async () => {
    await scheduler.wait(Math.max(0, dueAt - Date.now()));
    const rest = pool.rest(Date.now());
    if (rest !== null) await spine.env.SERVICE_GATE.getByName(service).tell(rest);
  });
}

/** The services' doors, for who calls one without being inside: a read as a rule. */
export function doorOf(spine: Spine): Door {
  return async (name) => {
    const service = gatedServices.find((one) => one === name);
    if (service === undefined) throw new Error(`${name} has no door`);
    const id = crypto.randomUUID();
    const door = await enterService(spine, service, { id, target: readsTarget });
    if (door.kind === "wait") {
      const { waitMs, reason, down } = door;
      return { kind: "wait", afterMs: waitMs, reason, isDown: down?.limited === false };
    }
    return { kind: "enter", leave: async (report) => leaveService(spine, service, id, report) };
  };
}
