import { eq } from "drizzle-orm";
import { connections } from "../db/schema.ts";
import type { Trouble } from "../domain/trouble.ts";
import { inTime } from "../platform/in-time.ts";
import { redact } from "../platform/redact.ts";
import type { Spine } from "../spine/context.ts";
import { gateViews } from "../spine/gate-views.ts";
import { executorHealth } from "./executor-health.ts";

/** So long each has for its answer, milliseconds. */
const answerMs = 800;
/** So many failures in a row are told, though its door stands open still: who waits longer and longer makes few of them. */
const failuresTold = 3;

/**
 * What people must know of on every page: services that are down or refuse our token, accounts that are broken, an executor that is away.
 * Of what can't be seen in time it says what was known before.
 * @returns whether all of it was seen.
 */
export async function serviceTroubles(
  spine: Spine,
  before: readonly Trouble[],
): Promise<{ troubles: Trouble[]; isWhole: boolean }> {
  const [gates, executor, accounts] = await Promise.all([
    gateViews(spine, answerMs),
    executorHealth(spine, answerMs),
    inTime(answerMs, brokenAccounts(spine), null),
  ]);
  const behindDoors = gates.flatMap(({ name, gate }): Trouble[] => {
    if (gate === null) return before.filter(({ service, kind }) => service === name && kind !== "broken");
    const { state, failures, failingSince, lastFailure, refusal } = gate;
    if (state !== "closed" || failures >= failuresTold)
      return [{ service: name, kind: "down", since: isoOf(failingSince), reason: said(lastFailure) }];
    if (refusal === null) return [];
    return [{ service: name, kind: "refused", since: isoOf(refusal.since), reason: said(refusal.reason) }];
  });
  const away: Trouble[] =
    executor.state === "down"
      ? [{ service: "executor", kind: "down", since: null, reason: said(executor.warnings[0] ?? null) }]
      : [];
  return {
    troubles: [...behindDoors, ...(accounts ?? before.filter(({ kind }) => kind === "broken")), ...away],
    isWhole: accounts !== null && gates.every(({ gate }) => gate !== null),
  };
}

async function brokenAccounts({ db }: Spine): Promise<Trouble[]> {
  const { service, error, brokenSince } = connections;
  const rows = await db
    .select({ service, error, brokenSince })
    .from(connections)
    .where(eq(connections.state, "broken"));
  return rows.map((row) => ({
    service: row.service,
    kind: "broken",
    since: isoOf(row.brokenSince),
    reason: said(row.error),
  }));
}

const isoOf = (at: number | null): string | null => (at === null ? null : new Date(at).toISOString());

const said = (words: string | null): string | null => words && redact(words);
