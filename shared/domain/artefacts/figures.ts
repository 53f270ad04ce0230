import type { WatchItem } from "../watch/watch-signal.ts";

/** The backlog in numbers: the head of the backlog summary, but for its words. */
export interface BacklogFigures {
  /** Not begun. */
  open: number;
  inProgress: number;
  done: number;
  /** Of those that are not done: what stands still, and what should be done by now. */
  blocked: number;
  overdue: number;
}

/** @param today the day where the project is, as 2026-11-21 */
export function backlogFigures(items: readonly WatchItem[], today: string): BacklogFigures {
  const here = items.filter(({ removed }) => !removed);
  const unfinished = here.filter(({ phase }) => phase !== "done");
  return {
    open: here.filter(({ phase }) => phase === "to_do").length,
    inProgress: here.filter(({ phase }) => phase === "in_progress").length,
    done: here.length - unfinished.length,
    blocked: unfinished.filter(({ blocked }) => blocked).length,
    overdue: unfinished.filter(({ due }) => due !== null && due < today).length,
  };
}

/** How much of the work is done. */
export interface DeliveryFigures {
  done: number;
  total: number;
  sprint: string | null;
  /** What is counted: points where most tickets have them. */
  unit: "points" | "tickets";
}

/** @param sprint the sprint that counts; null: everything does */
export function deliveryFigures(items: readonly WatchItem[], sprint: string | null): DeliveryFigures {
  const here = items.filter((item) => !item.removed && (sprint === null || item.sprint === sprint));
  const estimated = here.filter(({ points }) => points !== null).length;
  const unit = estimated * 2 > here.length ? "points" : "tickets";
  const size = ({ points }: WatchItem) => (unit === "points" ? (points ?? 0) : 1);
  const sum = (some: readonly WatchItem[]) => Math.round(some.reduce((all, item) => all + size(item), 0));
  return { done: sum(here.filter(({ phase }) => phase === "done")), total: sum(here), sprint, unit };
}

/** The sprint that is worked on: of those that tickets in progress belong to, the one with most of them. Null: there is none. */
export function presentSprint(items: readonly WatchItem[]): string | null {
  const counts = new Map<string, number>();
  for (const { removed, phase, sprint } of items)
    if (!removed && phase === "in_progress" && sprint !== null)
      counts.set(sprint, (counts.get(sprint) ?? 0) + 1);
  const [most] = [...counts].toSorted(([a, m], [b, n]) => n - m || a.localeCompare(b));
  return most?.[0] ?? null;
}
