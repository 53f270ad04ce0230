/** What a service answered to an effect, as it is kept: names of what was made, addresses to see it at. */
export type EffectResult = Record<string, string>;

/** What a service has taken and is still at: the names by which it is asked again. */
export type Progress = Record<string, string>;

/** What an attempt to write outside came to. */
export type ApplyOutcome<R extends EffectResult = EffectResult> =
  | { kind: "applied"; result: R }
  /** The service has it and isn't done: it is asked again after `afterMs` (see `check`), and nothing is sent a second time. */
  | { kind: "under_way"; progress: Progress; afterMs: number }
  /** Not now: `afterMs` is how long the service wants to be left alone. */
  | { kind: "not_applied"; error: string; afterMs: number }
  | { kind: "refused"; error: string }
  /** What the action was thought out for is there no more. */
  | { kind: "stale"; error: string }
  /** It may or may not have happened. */
  | { kind: "lost"; error: string };

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
  | { kind: "unclear"; error: string; afterMs?: number };

/** How something that was published stands: people's corrections count against its kind. */
export type PublishedStanding =
  | { kind: "stands" }
  | { kind: "gone" }
  | { kind: "edited" }
  | { kind: "unclear"; error: string };
