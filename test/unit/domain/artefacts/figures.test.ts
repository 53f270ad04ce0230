import { describe, expect, it } from "vitest";
import {
  backlogFigures,
  deliveryFigures,
  presentSprint,
} from "../../../../shared/domain/artefacts/figures.ts";
import type { WatchItem } from "../../../../shared/domain/watch/watch-signal.ts";

const item = (over: Partial<WatchItem>): WatchItem => ({
  source: "jira",
  key: "ATL-1",
  nativeId: "1",
  title: "A ticket",
  status: "To Do",
  phase: "to_do",
  blocked: false,
  type: null,
  assignee: null,
  priority: null,
  sprint: "Sprint 4",
  due: null,
  points: null,
  url: null,
  updatedAt: 0,
  removed: false,
  ...over,
});

const items = [
  item({ due: "2026-11-25", points: 3 }),
  item({ phase: "in_progress", blocked: true, due: "2026-11-26", points: 5 }),
  item({ phase: "in_progress", sprint: "Sprint 3" }),
  item({ phase: "done", due: "2026-01-01", blocked: true, points: 2.5 }),
  item({ phase: "done", removed: true, points: 99 }),
];

describe("a document's figures", () => {
  it("count the backlog without what has left it, and as overdue only what is not done", () => {
    expect(backlogFigures(items, "2026-11-26")).toEqual({
      open: 1,
      inProgress: 2,
      done: 1,
      blocked: 1,
      overdue: 1,
    });
  });

  it("count points where most tickets have them, and tickets otherwise", () => {
    expect(deliveryFigures(items, "Sprint 4")).toEqual({
      done: 3,
      total: 11,
      sprint: "Sprint 4",
      unit: "points",
    });
    const bare = items.map((one) => ({ ...one, points: null }));
    expect(deliveryFigures(bare, null)).toEqual({ done: 1, total: 4, sprint: null, unit: "tickets" });
    expect(presentSprint(items)).toBe("Sprint 3");
    expect(presentSprint([])).toBeNull();
  });
});
