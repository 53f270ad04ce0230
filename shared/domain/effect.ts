import type { Progress } from "./sending.ts";

export const effectStates = ["pending", "applied", "failed", "unknown"] as const;
export type EffectState = (typeof effectStates)[number];

/**
 * The execution of an action.
 * `sentAt` is set before anything leaves and cleared only by an answer, so that a crash in between shows.
 */
export interface Effect {
  state: EffectState;
  attempts: number;
  sentAt: number | null;
  /** When the first attempt left; stays. */
  firstSentAt: number | null;
  error: string | null;
  /** It failed because what it was thought out for is there no more. */
  stale: boolean;
  /** The service has taken it and is still at it, by these names; null: nothing is under way there. */
  progress: Progress | null;
  /** When the service is asked again; before that nobody else does. */
  checkAt: number | null;
}

/** What can happen to an effect. `lost` and `unclear` are the honest "we don't know". */
export type EffectEvent =
  | { kind: "sent"; at: number }
  | { kind: "applied" }
  /** The service has it and isn't done. */
  | { kind: "under_way"; progress: Progress; checkAt: number }
  /** Somebody asks the service now how far it is, and has until then. */
  | { kind: "checking"; until: number }
  | { kind: "not_applied"; error: string }
  | { kind: "refused"; error: string }
  | { kind: "stale"; error: string }
  /** Its task was cancelled before it left. */
  | { kind: "cancelled"; error: string }
  | { kind: "lost"; error: string }
  | { kind: "found" }
  | { kind: "absent" }
  | { kind: "unclear"; error: string };

/** How long one attempt may hold an effect, milliseconds. Longer than any client's time-out. */
export const leaseMs = 30_000;

export type NextMove = "send" | "check" | "reconcile" | "wait" | "none";

/** What is to be done with an effect now. An attempt without an answer is looked at, never repeated blindly. */
export function nextMove(effect: Effect, now: number): NextMove {
  if (effect.state === "applied" || effect.state === "failed") return "none";
  if (effect.state === "unknown") return "reconcile";
  if (effect.sentAt === null) return "send";
  if (effect.progress !== null) return now < (effect.checkAt ?? 0) ? "wait" : "check";
  return now - effect.sentAt < leaseMs ? "wait" : "reconcile";
}

const notSent = { state: "pending", sentAt: null, progress: null, checkAt: null } as const;

/** The effect after an event; null when the event can't happen to it. Applied and failed are final. */
export function nextEffect(effect: Effect, event: EffectEvent): Effect | null {
  if (effect.state === "applied" || effect.state === "failed") return null;
  const inFlight = effect.sentAt !== null;
  switch (event.kind) {
    case "sent":
      return inFlight
        ? null
        : {
            state: "pending",
            attempts: effect.attempts + 1,
            sentAt: event.at,
            firstSentAt: effect.firstSentAt ?? event.at,
            error: null,
            stale: false,
            progress: null,
            checkAt: null,
          };
    case "applied":
    case "found":
      return inFlight ? { ...effect, state: "applied", error: null } : null;
    case "under_way":
      return inFlight
        ? { ...effect, state: "pending", progress: event.progress, checkAt: event.checkAt, error: null }
        : null;
    case "checking":
      return inFlight && effect.progress !== null && effect.state === "pending"
        ? { ...effect, checkAt: event.until }
        : null;
    case "not_applied":
      if (!inFlight) return null;
      // What the service has is not sent again because it doesn't want to be asked now.
      return effect.progress === null
        ? { ...effect, ...notSent, error: event.error }
        : { ...effect, error: event.error };
    case "absent":
      return inFlight ? { ...effect, ...notSent } : null;
    case "refused":
    case "stale":
      return { ...effect, ...notSent, state: "failed", error: event.error, stale: event.kind === "stale" };
    case "cancelled":
      return inFlight ? null : { ...effect, state: "failed", error: event.error };
    case "lost":
    case "unclear":
      return inFlight ? { ...effect, state: "unknown", error: event.error } : null;
  }
}

/** What people can say of an effect whose answer was lost. */
export const resolutions = ["happened", "did_not_happen", "give_up"] as const;
export type Resolution = (typeof resolutions)[number];
