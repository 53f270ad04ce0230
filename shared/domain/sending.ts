import type { Gated } from "./service.ts";

/** What a service answered to an effect, as it is kept: names of what was made, addresses to see it at. */
export type EffectResult = Record<string, string>;

/** What a service has taken and is still at: the names by which it is asked again. */
export type Progress = Record<string, string>;

/** What an attempt to write outside came to. */
export type ApplyOutcome<R extends EffectResult = EffectResult> =
  | { kind: "applied"; result: R }
  /** The service has it and isn't done: it is asked again after `afterMs` (see `check`), and nothing is sent a second time. */
  | { kind: "under_way"; progress: Progress; afterMs: number }
  /** Nothing has happened, and it is tried again after `afterMs`. */
  | NotNow
  | { kind: "refused"; error: string }
  /** What the action was thought out for is there no more. */
  | { kind: "stale"; error: string }
  /** It may or may not have happened. */
  | { kind: "lost"; error: string };

/**
 * Not now, whatever was asked. `from`: the service that keeps it from happening, where one does. `isDown`: it is out of order;
 * otherwise it is there and wants to be left alone.
 */
export interface NotNow {
  kind: "not_applied";
  error: string;
  afterMs: number;
  from?: Gated;
  isDown?: boolean;
}

/**
 * What a look at the target came to. `repeatable`: it can't be seen, but under its key it happens once however often it
 * is sent. `afterMs`: how long a second look would see no more.
 */
export type ReconcileOutcome<R extends EffectResult = EffectResult> =
  | { kind: "found"; result: R }
  | { kind: "absent" }
  /** The service has it and isn't done: it is asked on by these names (see `check`). */
  | { kind: "under_way"; progress: Progress; afterMs: number }
  | { kind: "repeatable" }
  /** The target can't be looked at now: nothing is known, and it is looked at later. */
  | (Omit<NotNow, "kind"> & { kind: "unseen" })
  /** It was looked at, and that doesn't tell. */
  | { kind: "unclear"; error: string; afterMs?: number };

/** How something that was published stands: people's corrections count against its kind. */
export type PublishedStanding =
  | { kind: "stands" }
  | { kind: "gone" }
  | { kind: "edited" }
  | { kind: "unclear"; error: string };
