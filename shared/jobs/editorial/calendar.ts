import type { EffectState } from "../../domain/effect.ts";
import type { ApprovalStatus } from "../../domain/approval.ts";
import { clashMs, placeOf } from "./clashes/clashes.ts";

/** So much time is shown at once: a month with the days around it. */
export const longestCalendarDays = 62;
/** So many entries are shown at once. */
export const mostEntries = 500;

export const calendarStates = [
  "waiting",
  "approved",
  "published",
  "failed",
  "unknown",
  "unanswered",
] as const;
export type CalendarState = (typeof calendarStates)[number];

/** How something with a time stands, as a calendar shows it. Nobody was asked about what has no approval. */
export function calendarState(approval: ApprovalStatus | null, effect: EffectState | null): CalendarState {
  switch (effect) {
    case "applied":
      return "published";
    case "failed":
      return "failed";
    case "unknown":
      return "unknown";
    case "pending":
    case null:
      break;
  }
  if (approval === "pending") return "waiting";
  return approval === "expired" ? "unanswered" : "approved";
}

/** What stands in a calendar, as far as others may be in its way. */
export interface Placed {
  actionId: string;
  kind: string;
  target: string;
  dueAt: number;
  state: CalendarState;
}

const present: ReadonlySet<CalendarState> = new Set(["waiting", "approved", "published", "unknown"]);

/** The entries that another one on the same outlet is within an hour of. */
export function clashing(entries: readonly Placed[]): ReadonlySet<string> {
  const places = Map.groupBy(
    entries.filter(({ state }) => present.has(state)),
    ({ kind, target }) => placeOf(kind, target),
  );
  const found = new Set<string>();
  for (const [place, all] of places) {
    if (place === null) continue;
    const sorted = all.toSorted((a, b) => a.dueAt - b.dueAt);
    for (const [n, one] of sorted.entries()) {
      const next = sorted[n + 1];
      if (next === undefined || next.dueAt - one.dueAt >= clashMs) continue;
      found.add(one.actionId);
      found.add(next.actionId);
    }
  }
  return found;
}
