import type { Report } from "../platform/door.ts";
import { cappedPatience } from "../platform/retry-after.ts";
import type { ApplyOutcome } from "./sending.ts";

/**
 * The door to one outside service: how many may be inside at once, when it asks for patience (Retry-After), and when it
 * is down (an open circuit lets one attempt through to find out). Times are epoch milliseconds.
 */
export interface Circuit {
  /** Failures in a row. */
  failures: number;
  /** When the first of them was told; null: there are none. */
  failingSince: number | null;
  /** Set while the circuit is open: the moment from which one attempt may look whether it is well again. */
  openUntil: number | null;
  /** The service asked for nothing before this moment. */
  pausedUntil: number;
  /** Attempts that are inside, by action, with the moment at which each counts as dead. */
  inside: Record<string, { target: string; until: number }>;
  lastSuccessAt: number | null;
  lastFailure: string | null;
  /** When the last failure was told. */
  failedAt: number;
}

export interface CircuitLimits {
  failuresToOpen: number;
  openMs: number;
  perService: number;
  perTarget: number;
  /** Reads that nothing is written with, to all of a service: what is written has room besides. */
  reads: number;
  /** Longest time an attempt may be inside. */
  leaseMs: number;
  /** For so long a pass lets in one attempt after the other: nobody learns later than that of a service that fails. */
  reuseMs: number;
  /** The same for what is given of a house that is half full: others may soon wait for it. */
  crowdedReuseMs: number;
}

export const usualLimits: CircuitLimits = {
  failuresToOpen: 5,
  openMs: 15_000,
  perService: 32,
  perTarget: 8,
  reads: 16,
  leaseMs: 30_000,
  reuseMs: 2000,
  crowdedReuseMs: 1000,
};

export const circuitStates = ["closed", "open", "half-open"] as const;
export type CircuitState = (typeof circuitStates)[number];

export function newCircuit(): Circuit {
  return {
    failures: 0,
    failingSince: null,
    openUntil: null,
    pausedUntil: 0,
    inside: {},
    lastSuccessAt: null,
    lastFailure: null,
    failedAt: 0,
  };
}

export function circuitState(circuit: Circuit, now: number): CircuitState {
  if (circuit.openUntil === null) return "closed";
  return now < circuit.openUntil ? "open" : "half-open";
}

/** A pass for one attempt at a time, to one target. */
export interface Pass {
  id: string;
  target: string;
}

/** What an attempt is let in with. */
export interface Entrance {
  kind: "enter";
  /** For so long the passes may be used again and again, from the moment they were asked for; 0: once. */
  reuseMs: number;
  /** Those of `more` that were given too. */
  more: Pass[];
  /** Few are inside: what isn't used any more need not be given back, it may expire. */
  spare: boolean;
}

/** `full` passes as soon as somebody leaves; the others pass with time. */
export interface Wait {
  kind: "wait";
  why: "open" | "paused" | "full";
  waitMs: number;
  /** For how long the service has been failing, milliseconds; absent: it isn't. */
  downMs?: number;
}

/** The target of what is only read. */
export const readsTarget = "reads";

export type Entry = (Entrance & { next: Circuit }) | Wait;

/**
 * Whether an attempt may start now. While all is well its pass may be used again, and as long as there is room to spare `more` passes
 * are given for attempts that may follow; otherwise it is for this attempt alone, and its end is to be told at once.
 */
export function enter(
  circuit: Circuit,
  attempt: Pass,
  limits: CircuitLimits,
  now: number,
  more: readonly Pass[] = [],
): Entry {
  const inside = Object.fromEntries(
    Object.entries(circuit.inside).filter(([id, one]) => one.until > now && id !== attempt.id),
  );
  if (circuit.pausedUntil > now) return { kind: "wait", why: "paused", waitMs: circuit.pausedUntil - now };
  const state = circuitState(circuit, now);
  if (state === "open")
    return {
      kind: "wait",
      why: "open",
      waitMs: (circuit.openUntil ?? now) - now,
      downMs: now - (circuit.failingSince ?? now),
    };
  const has = (share: number, target: string): boolean =>
    Object.keys(inside).length < limits.perService * share &&
    Object.values(inside).filter((one) => one.target === target).length <
      (target === readsTarget ? limits.reads : limits.perTarget) * share;
  if (!has(1, attempt.target) || (state === "half-open" && Object.keys(inside).length > 0))
    return { kind: "wait", why: "full", waitMs: 1000 };
  const isCalm = state === "closed" && circuit.failures === 0;
  const reuseMs = isCalm ? (has(1 / 2, attempt.target) ? limits.reuseMs : limits.crowdedReuseMs) : 0;
  const until = now + reuseMs + limits.leaseMs;
  let spare = has(1 / 4, attempt.target);
  inside[attempt.id] = { target: attempt.target, until };
  const given: Pass[] = [];
  for (const one of more) {
    if (reuseMs === 0 || one.id in inside || !has(3 / 4, one.target)) continue;
    spare &&= has(1 / 4, one.target);
    inside[one.id] = { target: one.target, until };
    given.push(one);
  }
  return { kind: "enter", next: { ...circuit, inside }, reuseMs, more: given, spare };
}

/** The circuit after passes have come back that nobody uses. */
export function giveBack(circuit: Circuit, ids: readonly string[]): Circuit {
  const inside = Object.fromEntries(Object.entries(circuit.inside).filter(([id]) => !ids.includes(id)));
  return { ...circuit, inside };
}

/**
 * The circuit after it was told that the service answered well at a moment that is past. It ends a row of failures before it; only
 * an answer that is told at once closes a circuit.
 */
export function wentWell(circuit: Circuit, at: number): Circuit {
  const lastSuccessAt = Math.max(circuit.lastSuccessAt ?? 0, at);
  const endsRow = circuit.openUntil === null && at > circuit.failedAt;
  return { ...circuit, lastSuccessAt, ...(endsRow ? { failures: 0, failingSince: null } : {}) };
}

/** What an attempt says of the service. */
export type CircuitReport = Report;

/** What an outcome says of the service: who refuses is there. */
export function reportOf(outcome: ApplyOutcome): CircuitReport {
  switch (outcome.kind) {
    case "applied":
    case "under_way":
    case "refused":
    case "stale":
      return { kind: "answered" };
    case "not_applied":
      return outcome.isDown === true
        ? { kind: "failed", reason: outcome.error }
        : { kind: "patience", ms: outcome.afterMs };
    case "lost":
      return { kind: "failed", reason: outcome.error };
  }
}

/** The circuit after a person has said that the service is well again: whoever comes next finds out. */
export function reopen(circuit: Circuit): Circuit {
  return { ...circuit, failures: 0, failingSince: null, openUntil: null, pausedUntil: 0 };
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
    return { ...circuit, inside, failures: 0, failingSince: null, openUntil: null, lastSuccessAt: now };
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
    failingSince: circuit.failingSince ?? now,
    failedAt: now,
    lastFailure: report.reason,
    openUntil: opens ? now + limits.openMs : circuit.openUntil,
  };
}
