import { expect, it } from "vitest";
import { changedFields } from "../../../pages/dashboard/src/rooms/inbox/changes/changed-fields.ts";

it("tells what changed field by field, and what did not", () => {
  expect(
    changedFields(
      { title: "A", tags: ["x"], words: 3, slug: "a", gone: "was here" },
      { title: "B", tags: ["x", "y"], words: 3, slug: "a", fresh: null },
    ),
  ).toEqual({
    changed: [
      { name: "title", before: "A", after: "B" },
      { name: "tags", before: "x", after: "x, y" },
      { name: "fresh", before: null, after: "null" },
      { name: "gone", before: "was here", after: null },
    ],
    same: ["words", "slug"],
  });
});

it("compares payloads that are no objects as a whole", () => {
  expect(changedFields("a", "b").changed).toEqual([{ name: "payload", before: "a", after: "b" }]);
});
