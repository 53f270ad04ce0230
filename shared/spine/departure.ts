import type { Entry } from "../db/ledger.ts";
import type { Attempt } from "../domain/attempt.ts";
import type { EffectResult } from "../domain/sending.ts";
import { recordAll } from "./record.ts";
import type { Spine } from "./context.ts";

/** An effect that leaves as soon as it is on record that it does, or the answer where there is nothing to be sent. */
export type Ready =
  | { kind: "answered"; attempt: Attempt<EffectResult> }
  | {
      kind: "ready";
      /** Marks it as sent. */
      entry: Entry;
      /** Sends it; `written` is what the entry's records have returned. */
      leave: (written: readonly unknown[]) => Promise<Attempt<EffectResult>>;
    };

export function answered(attempt: Attempt<EffectResult>): Ready {
  return { kind: "answered", attempt };
}

/** Lets an effect leave. */
export async function depart(spine: Spine, ready: Ready): Promise<Attempt<EffectResult>> {
  const { attempts } = await departTogether(spine, [ready], []);
  const [attempt] = attempts;
  if (attempt === undefined) throw new Error("nothing has left");
  return attempt;
}

/**
 * Lets effects leave side by side, all with one record; further entries are written with them. Returns how the attempts went, and
 * what the entries' records have returned.
 */
export async function departTogether(
  spine: Spine,
  all: readonly Ready[],
  entries: readonly Entry[],
): Promise<{ attempts: Attempt<EffectResult>[]; written: unknown[][] }> {
  const leaving = all.flatMap((one) => (one.kind === "ready" ? [one] : []));
  const written = await recordAll(spine, [...entries, ...leaving.map(({ entry }) => entry)]);
  const attempts = await Promise.all(
    all.map(async (one) =>
      one.kind === "answered" ? one.attempt : one.leave(written[entries.length + leaving.indexOf(one)] ?? []),
    ),
  );
  return { attempts, written: written.slice(0, entries.length) };
}
