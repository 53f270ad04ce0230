import type { WatchItem } from "../../../domain/watch/watch-signal.ts";
import { describeError } from "../../../platform/errors.ts";
import type { Spine } from "../../../spine/context.ts";
import type { WatchRules } from "../rules.ts";
import type { Delta, SealedSource, SourceSession } from "../sources/signal-source.ts";

export type Answered = Extract<Delta, { kind: "delta" }>;
export type Failed = Extract<Delta, { kind: "failed" }>;

/** What a source said, and its open line. */
export type Asked = { kind: "answered"; delta: Answered; session: SourceSession } | Failed;

/** How patient a look is with a source. Milliseconds. */
export interface Patience {
  timeoutMs: number;
  /** Tries of a source that answered the last time; of one that didn't there is one, until it answers again. */
  tries: number;
  betweenMs: number;
}

export const patience: Patience = { timeoutMs: 60_000, tries: 3, betweenMs: 10_000 };

/** The longest that a look may take: three tries, and what may follow an answer (its health, what its deltas miss). */
export function longestLookMs({ timeoutMs, tries, betweenMs }: Patience): number {
  return tries * (timeoutMs + betweenMs) + 2 * timeoutMs;
}

export interface Asking {
  project: string;
  rules: WatchRules;
  source: SealedSource;
  checkpoint: string | null;
  /** The first look goes back so far, epoch milliseconds. */
  since: number;
  /** Whether it failed the last time. */
  failedBefore: boolean;
}

/** Asks a source what is new. Whatever goes wrong is a value: a source in trouble is skipped and the others go on. */
export async function askSource(spine: Spine, asking: Asking, how: Patience): Promise<Asked> {
  const tries = asking.failedBefore ? 1 : how.tries;
  for (let left = tries - 1; ; left--) {
    const asked = await within(how.timeoutMs, async () => tryOnce(spine, asking));
    // One that names how long it wants to be left alone is left alone.
    if (asked.kind === "answered" || asked.afterMs !== null || left <= 0) return asked;
    await scheduler.wait(how.betweenMs);
  }
}

async function tryOnce(spine: Spine, { source, project, rules, checkpoint, since }: Asking): Promise<Asked> {
  const opened = await source.open(spine, project, rules);
  if (opened.kind === "failed") return opened;
  const delta = await opened.session.fetchDelta(checkpoint, since);
  return delta.kind === "failed" ? delta : { kind: "answered", delta, session: opened.session };
}

/** Whether a source that tells nothing says itself that it is well; null: it does. */
export async function whatAils(session: SourceSession, { timeoutMs }: Patience): Promise<Failed | null> {
  const health = await within(timeoutMs, async () => ({
    kind: "health" as const,
    ...(await session.healthCheck()),
  }));
  if (health.kind === "failed") return health;
  return health.ok ? null : { kind: "failed", error: health.detail, afterMs: null };
}

/** What a source's deltas miss; null: nothing, or it can't be told today. */
export async function reconciled(
  session: SourceSession,
  known: readonly WatchItem[],
  { timeoutMs }: Patience,
): Promise<Delta | null> {
  if (session.reconcile === undefined) return null;
  return within(timeoutMs, async () => session.reconcile?.(known) ?? null);
}

/** What a call answers, if it does so in time and doesn't throw. */
async function within<T>(ms: number, call: () => Promise<T>): Promise<T | Failed> {
  const { promise: late, resolve } = Promise.withResolvers<Failed>();
  const timer = setTimeout(
    () => resolve({ kind: "failed", error: `no answer within ${ms / 1000} seconds`, afterMs: null }),
    ms,
  );
  try {
    return await Promise.race([call(), late]);
  } catch (error) {
    return { kind: "failed", error: describeError(error), afterMs: null };
  } finally {
    clearTimeout(timer);
  }
}
