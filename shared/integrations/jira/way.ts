import type { CallOutcome } from "../call.ts";
import type { Status, Transition } from "./schema.ts";

/** How many transitions a way may have, and of how many statuses it is asked what leads out of them. */
const longestWay = 6;
const askedAtMost = 12;

export type Way =
  /** The transition to take first, of those that the issue has now. */
  | { kind: "way"; first: Transition }
  /** `demanding`: transitions that would lead on, and want something filled in. */
  | { kind: "none"; demanding: Transition[] }
  | { kind: "unanswered"; outcome: Exclude<CallOutcome<unknown>, { kind: "answered" }> };

/** A transition whose screen has to be filled in is a person's. */
export function isDemanding({ hasScreen, fields }: Transition): boolean {
  if (fields === undefined) return hasScreen;
  return Object.values(fields).some(({ required, hasDefaultValue }) => required && !hasDefaultValue);
}

/**
 * The shortest way to a status, without a step being taken: what leads out of the statuses between is looked at on other
 * issues. Nothing is guessed: a status that no issue shows leads nowhere.
 * @param open what the issue itself can do now.
 * @param outOf what leads out of a status; null: nobody can tell.
 * @param isAvoided the statuses over which it doesn't lead.
 */
export async function findWay(
  from: string,
  isGoal: (status: Status) => boolean,
  open: readonly Transition[],
  outOf: (status: string) => Promise<CallOutcome<Transition[] | null>>,
  isAvoided: (status: Status) => boolean = () => false,
): Promise<Way> {
  const demanding: Transition[] = [];
  const reached = new Set([from]);
  const edge: { status: Status; first: Transition; length: number }[] = [];
  const follow = (ways: readonly Transition[], before: { first: Transition; length: number } | null) => {
    for (const one of ways) {
      if (reached.has(one.to.name)) continue;
      if (isDemanding(one)) {
        demanding.push(one);
        continue;
      }
      if (!isGoal(one.to) && isAvoided(one.to)) continue;
      reached.add(one.to.name);
      edge.push({ status: one.to, first: before?.first ?? one, length: (before?.length ?? 0) + 1 });
    }
  };
  follow(open, null);
  for (let asked = 0; asked <= askedAtMost; asked += 1) {
    const found = edge.find(({ status }) => isGoal(status));
    if (found) return { kind: "way", first: found.first };
    const next = edge.shift();
    if (next === undefined) break;
    if (next.length >= longestWay) continue;
    const ways = await outOf(next.status.name);
    if (ways.kind !== "answered") return { kind: "unanswered", outcome: ways };
    if (ways.value !== null) follow(ways.value, next);
  }
  return { kind: "none", demanding };
}
