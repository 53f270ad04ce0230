import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { WatchItem } from "../../../../shared/domain/watch/watch-signal.ts";
import { changesBetween } from "../../../../shared/jobs/project-watch/sources/asana/compare.ts";
import { itemOf } from "../../../../shared/jobs/project-watch/sources/asana/item.ts";

const word = fc.constantFrom("a", "b", null);
const item: fc.Arbitrary<WatchItem> = fc.record({
  source: fc.constant("asana"),
  key: fc.constant("1"),
  nativeId: fc.constant("1"),
  title: fc.constantFrom("Ship", "Sail"),
  status: fc.constantFrom("To do", "Done"),
  phase: fc.constant("to_do"),
  blocked: fc.boolean(),
  type: fc.constant("task"),
  assignee: word,
  priority: word,
  sprint: word,
  due: word,
  points: fc.constant(null),
  url: fc.constant(null),
  updatedAt: fc.nat(),
  removed: fc.boolean(),
});

describe("the difference of a task", () => {
  it("is nothing to itself, and each change is told under a name of its own", () => {
    fc.assert(
      fc.property(item, item, (one, other) => {
        expect(changesBetween(one, one)).toEqual([]);
        const names = changesBetween(one, other).map(({ name }) => name);
        expect(new Set(names).size).toBe(names.length);
      }),
    );
  });

  it("is that it was removed, whatever else has changed, and that it is back", () => {
    fc.assert(
      fc.property(item, item, (one, other) => {
        const types = (a: WatchItem, b: WatchItem) => changesBetween(a, b).map(({ type }) => type);
        const here = { ...one, removed: false };
        const gone = { ...other, removed: true };
        expect(types(here, gone)).toEqual(["ticket_removed"]);
        expect(types(gone, here)[0]).toBe("ticket_created");
      }),
    );
  });
});

describe("a task", () => {
  const task = {
    gid: "7",
    name: "Ship",
    completed: false,
    created_at: 1,
    modified_at: 2,
    tags: [],
    memberships: [{ project: { gid: "12" }, section: { gid: "3", name: "In review" } }],
    custom_fields: [{ name: "Priority", display_value: "High", number_value: null }],
  };

  it("has its section for its status until it is completed, and is gone when it is in the project no more", () => {
    expect(itemOf(task, "12")).toMatchObject({ status: "In review", phase: "in_progress", priority: "High" });
    expect(itemOf({ ...task, completed: true }, "12")).toMatchObject({ status: "Completed", phase: "done" });
    const tags = [{ gid: "1", name: "blocked" }];
    expect(itemOf({ ...task, tags }, "12").blocked).toBe(true);
    expect(itemOf(task, "13").removed).toBe(true);
  });
});
