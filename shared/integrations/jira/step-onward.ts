import type { CallOutcome } from "../call.ts";
import type { JiraMover } from "./mover.ts";
import type { Status, Transition } from "./schema.ts";
import { looksGivenUp, looksHeldUp, rankOf } from "./status-looks.ts";
import { isDemanding } from "./way.ts";

/** How far Jira's clock may be behind ours, milliseconds. */
export const skewMs = 60_000;

/**
 * A transition that leads on where nobody can tell the whole way: to a status that is as far along or farther, where the issue has
 * not been on this way, and where the work isn't given up or held up. Null: there is none.
 */
export async function stepOnward(
  jira: JiraMover,
  issue: string,
  now: Status,
  open: readonly Transition[],
  passed: ReadonlySet<string>,
  since: number | null,
): Promise<CallOutcome<Transition | null>> {
  const isOnward = ({ to }: Transition): boolean =>
    !passed.has(to.name) &&
    !looksGivenUp(to) &&
    !looksHeldUp(to) &&
    (rankOf(to) ?? -1) >= (rankOf(now) ?? Infinity);
  const ways = open.filter((one) => !isDemanding(one) && isOnward(one));
  if (ways.length === 0) return { kind: "answered", value: null };
  // An attempt before this one may have come from there.
  const moves = await jira.moves(issue);
  if (moves.kind !== "answered") return moves;
  const newest = moves.value.filter(({ at }) => at >= (since ?? Infinity) - skewMs);
  const left = new Set(newest.map(({ from }) => from));
  return { kind: "answered", value: ways.find(({ to }) => !left.has(to.name)) ?? null };
}
