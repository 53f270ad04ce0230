import type { WatchItem, WatchSignal, WatchSource } from "../../../domain/watch/watch-signal.ts";
import type { Ground } from "../../../spine/ground.ts";
import type { WatchRules } from "../rules.ts";

/** What has happened since a checkpoint. */
export type Delta =
  | {
      kind: "delta";
      /** In the order in which they happened. What is told again has the same ids. */
      signals: WatchSignal[];
      /** Tickets as they are now, where they have changed. */
      items: WatchItem[];
      /** Where the next delta begins; it counts only once the signals are stored. */
      checkpoint: string;
      /** There is more: the next look need not wait. */
      more: boolean;
      /** What people should know of it: "the delta link had expired: everything was read anew". Null: nothing. */
      note: string | null;
      /** A part of it that could not be read, which counts as a failure while the rest goes on; absent: all was. */
      trouble?: string;
    }
  /** `afterMs`: how long the service wants to be left alone; null: it doesn't say. */
  | { kind: "failed"; error: string; afterMs: number | null };

export type Health = { ok: true; detail: string } | { ok: false; detail: string };

/** A project's line to a service, opened. */
export interface SourceSession {
  /**
   * What has happened since a checkpoint.
   * @param checkpoint of the delta before; null: the first look, which goes back as far as `since`.
   * @param since epoch milliseconds.
   */
  fetchDelta(checkpoint: string | null, since: number): Promise<Delta>;
  /** Whether it answers and shows what it is asked for, with what is wrong in words that name what to mend. */
  healthCheck(): Promise<Health>;
  /**
   * What a delta can miss, looked for once a day: the tickets that are there no more, the events that were never
   * delivered. Absent: its deltas miss nothing.
   */
  reconcile?(known: readonly WatchItem[]): Promise<Extract<Delta, { kind: "delta" | "failed" }>>;
}

/**
 * A service in which projects are watched: one folder, and a line in the registry. `C` is what a project says of it.
 * For an example see docs/examples/signal-source.ts.
 */
export interface SignalSource<C> {
  name: WatchSource;
  /** As people know it: "Jira". */
  label: string;
  /** What a project's rules say of it; null: it isn't watched there. */
  connection(rules: WatchRules): C | null;
  /** Opens the line: whatever is needed so that it lets us in. @throws SignalboxError `not_configured` naming the setting. */
  authenticate(
    ground: Ground,
    project: string,
    connection: C,
  ): Promise<{ kind: "open"; session: SourceSession } | Extract<Delta, { kind: "failed" }>>;
}

/** A source with its type sealed in. */
export interface SealedSource {
  name: WatchSource;
  label: string;
  isUsed(rules: WatchRules): boolean;
  /** Opens the line; what keeps it shut is a failure, whatever it is. */
  open(
    ground: Ground,
    project: string,
    rules: WatchRules,
  ): Promise<{ kind: "open"; session: SourceSession } | Extract<Delta, { kind: "failed" }>>;
}

export function sealSource<C>(source: SignalSource<C>): SealedSource {
  return {
    name: source.name,
    label: source.label,
    isUsed: (rules) => source.connection(rules) !== null,
    open: async (ground, project, rules) => {
      const connection = source.connection(rules);
      return connection === null
        ? { kind: "failed", error: `${project} is not connected to ${source.label}`, afterMs: null }
        : source.authenticate(ground, project, connection);
    },
  };
}
