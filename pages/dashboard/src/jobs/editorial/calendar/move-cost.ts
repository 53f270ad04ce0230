import type { Entry } from "./days.ts";

/** What another time costs: whether people must say yes again. */
export function costOf(state: Entry["state"], movingAsks: boolean): string {
  if (state === "waiting") return "It waits for approval: the question is asked with its new time.";
  return movingAsks
    ? "It is approved for the time that it has. Moved, it needs a new approval, and does not go out without."
    : "It stays approved: by the rules, whoever may decide may move it.";
}
