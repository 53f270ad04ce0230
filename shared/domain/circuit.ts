import { cappedPatience } from "../platform/retry-after.ts";

/**
 * The door to one outside service: how many may be inside at once, when it asks for patience (Retry-After), and when it
 * is down (an open circuit lets one attempt through to find out). Times are epoch milliseconds.
 */
export interface Circuit {
  /** Failures in a row. */
  failures: number;
  /** Set while the circuit is open: the moment from which one attempt may look whether it is well again. */
  openUntil: number | null;
  /** The service asked for nothing before this moment. */
  pausedUntil: number;
  /** Attempts that are inside, by action, with the moment at which each counts as dead. */
  inside: Record<string, { target: string; until: number }>;
  lastSuccessAt: number | null;
  lastFailure: string | null;
}

export interface CircuitLimits {
  failuresToOpen: number;
  openMs: number;
  perService: number;
  perTarget: number;
  /** Longest time an attempt may be inside. */
  leaseMs: number;
}

export const usualLimits: CircuitLimits = {
  failuresToOpen: 5,
  openMs: 15_000,
  perService: 32,
  perTarget: 8,
  leaseMs: 30_000,
};

export const circuitStates = ["closed", "open", "half-open"] as const;
export type CircuitState = (typeof circuitStates)[number];

export function newCircuit(): Circuit {
  return {
    failures: 0,
    openUntil: null,
    pausedUntil: 0,
    inside: {},
    lastSuccessAt: null,
    lastFailure: null,
  };
}

export function circuitState(circuit: Circuit, now: number): CircuitState {
  if (circuit.openUntil === null) return "closed";
  return now < circuit.openUntil ? "open" : "half-open";
}

export type Entry =
  | { kind: "enter"; next: Circuit }
  /** `full` passes as soon as somebody leaves; the others pass with time. */
  | { kind: "wait"; why: "open" | "paused" | "full"; waitMs: number };

/** Whether an attempt may start now. */
export function enter(
  circuit: Circuit,
  attempt: { id: string; target: string },
  limits: CircuitLimits,
  now: number,
): Entry {
  const inside = Object.fromEntries(Object.entries(circuit.inside).filter(([, one]) => one.until > now));
  if (circuit.pausedUntil > now) return { kind: "wait", why: "paused", waitMs: circuit.pausedUntil - now };
  const others = Object.entries(inside).filter(([id]) => id !== attempt.id);
  const onTarget = others.filter(([, one]) => one.target === attempt.target).length;
  const state = circuitState(circuit, now);
  if (state === "open") return { kind: "wait", why: "open", waitMs: (circuit.openUntil ?? now) - now };
  const most = state === "half-open" ? 1 : limits.perService;
  if (others.length >= most || onTarget >= limits.perTarget)
    return { kind: "wait", why: "full", waitMs: 1000 };
  const entered = { target: attempt.target, until: now + limits.leaseMs };
  return { kind: "enter", next: { ...circuit, inside: { ...inside, [attempt.id]: entered } } };
}

/** What an attempt says of the service: it answered, it asked for patience, or it failed. */
export type CircuitReport =
  | { kind: "answered" }
  | { kind: "patience"; ms: number }
  | { kind: "failed"; reason: string };

/** The circuit after a person has said that the service is well again: whoever comes next finds out. */
export function reopen(circuit: Circuit): Circuit {
  return { ...circuit, failures: 0, openUntil: null, pausedUntil: 0 };
}

/** The circuit after an attempt has left. */
export function leave(
  circuit: Circuit,
  id: string,
  report: CircuitReport,
  limits: CircuitLimits,
  now: number,
): Circuit {
  const { [id]: _left, ...inside } = circuit.inside;
  if (report.kind === "answered")
    return { ...circuit, inside, failures: 0, openUntil: null, lastSuccessAt: now };
  if (report.kind === "patience") {
    const until = now + cappedPatience(report.ms);
    return { ...circuit, inside, pausedUntil: Math.max(circuit.pausedUntil, until) };
  }
  const failures = circuit.failures + 1;
  const opens = failures >= limits.failuresToOpen;
  return {
    ...circuit,
    inside,
    failures,
    lastFailure: report.reason,
    openUntil: opens ? now + limits.openMs : circuit.openUntil,
  };
}
