import { expect, it } from "vitest";
import { storyReadyBody, type StoryReady } from "../../../shared/jobs/delivery/stories/story-texts.ts";
import type { StoryWork } from "../../../shared/jobs/delivery/stories/story-work.ts";

const work: StoryWork = {
  delivery: "delivery-1",
  plan: "d".repeat(64),
  of: "Rooms",
  story: {
    id: "S1",
    title: "See the rooms",
    narrative: "Somebody sees the rooms",
    priority: "must",
    requirements: ["R1"],
    criteria: ["GET /rooms lists them"],
    dependsOn: [],
  },
  tests: ["test/rooms.test.ts"],
  code: ["src/rooms.ts"],
  stack: "node_api",
  description: "Lists rooms.",
  interfaces: [],
  requirements: [],
  said: null,
};
const ready: StoryReady = {
  taskId: "delivery-2",
  dashboard: null,
  sandbox: false,
  commit: "c".repeat(40),
  files: [{ path: "src/rooms.ts", added: 10, removed: 0 }],
  review: "fine",
  pointedOut: [],
  failedBefore: [],
  walls: [],
  runs: [],
  microUsd: 1_000_000,
  estimated: null,
};
const finding = (n: number) => ({
  rule: "size",
  level: "warn" as const,
  path: "src/rooms.ts",
  line: n,
  text: `a function of ${n} lines <b>is long</b>${"!".repeat(200)}`,
});

it("shows what validation warns of, with its place, as plain words", () => {
  const body = storyReadyBody(work, { ...ready, findings: [finding(90)] });
  expect(body).toContain("## Warnings");
  expect(body).toContain("- `src/rooms.ts:90` a function of 90 lines \\<b");
  expect(body).toContain("warnings of validation: 1");
  expect(storyReadyBody(work, ready)).not.toContain("Warnings");
});

it("cuts a list that would not fit, and says that there is more", () => {
  const files = Array.from({ length: 100 }, (_, n) => ({
    path: `src/${"deep/".repeat(50)}${n}.ts`,
    added: 1,
    removed: 1,
  }));
  const review = "x".repeat(6000);
  const findings = Array.from({ length: 50 }, (_, n) => finding(n + 1));
  const failedBefore = files.map(({ path }) => path);
  const body = storyReadyBody(work, { ...ready, files, review, failedBefore, findings });
  expect(body.length).toBeLessThan(65_000);
  expect(body).toContain("src/rooms.ts:20");
  expect(body).toContain("- and 30 more");
});
