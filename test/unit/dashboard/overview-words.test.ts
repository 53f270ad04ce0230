import { describe, expect, it } from "vitest";
import { evidenceWords } from "../../../pages/dashboard/src/rooms/autonomy/evidence-words.ts";
import { healthOf, type Integration } from "../../../pages/dashboard/src/rooms/overview/integration-words.ts";
import { openTasks } from "../../../pages/dashboard/src/rooms/overview/runs.tsx";
import { waitingList } from "../../../pages/dashboard/src/rooms/overview/waiting-list.ts";

const nothing = {
  approvals: { low: 0, medium: 0, high: 0 },
  holds: 0,
  questions: 0,
  unknownEffects: 0,
  outOfBudget: 0,
  promotions: 0,
  deadLetters: 0,
  undelivered: 0,
};

describe("what waits for people", () => {
  it("is nothing when nothing does", () => expect(waitingList(nothing)).toEqual([]));

  it("begins with the riskiest, says one as one, and leads to its room", () => {
    const list = waitingList({
      ...nothing,
      approvals: { low: 2, medium: 0, high: 1 },
      holds: 3,
      outOfBudget: 1,
    });
    expect(list.map(({ count, words, href }) => `${count} ${words} ${href}`)).toEqual([
      "1 approval of high risk /inbox",
      "2 approvals of low risk /inbox",
      "3 holds /holds",
      "1 task out of budget /tasks?status=out_of_budget",
    ]);
  });
});

describe("a service's health", () => {
  const now = Date.parse("2026-11-21T12:00:00Z");
  const well: Integration = {
    name: "jira",
    configured: "live",
    circuit: "closed",
    failures: 0,
    lastSuccessAt: null,
    lastFailure: null,
    pausedUntil: null,
    openUntil: null,
  };

  it.each([
    [{}, "well", "Circuit closed"],
    [{ failures: 1 }, "troubled", "after 1 failure in a row"],
    [{ pausedUntil: "2026-11-21T12:01:00Z" }, "troubled", "asked for patience"],
    [{ pausedUntil: "2026-11-21T11:59:00Z" }, "well", "Circuit closed"],
    [{ circuit: "half-open", failures: 5 }, "troubled", "one attempt finds out"],
    [{ circuit: "open", failures: 5 }, "down", "nothing is sent"],
    [{ configured: "missing", circuit: "open" }, "unset", "Nothing is sent there"],
  ] as const)("with %o is %s", (changes, state, words) => {
    const health = healthOf({ ...well, ...changes }, now);
    expect(health.state).toBe(state);
    expect(health.words).toContain(words);
  });

  it("says that people have stopped it, whatever its circuit says", () => {
    expect(healthOf(well, now, true)).toMatchObject({
      state: "down",
      words: expect.stringContaining("Stopped"),
    });
  });
});

it("evidence leaves out the bad endings that never happened", () => {
  const evidence = {
    consecutiveDays: 1,
    accepted: 7,
    corrected: 0,
    rejected: 0,
    reverted: 2,
    reviewedMessages: 1,
  };
  expect(evidenceWords(evidence)).toBe("1 clean day, 7 accepted, 2 reverted, 1 reviewed message");
});

it("the newest open tasks are those that have not ended", () => {
  const at = "2026-11-21T12:00:00.000Z";
  const tasks = (["done", "working", "cancelled", "on_hold", "queued"] as const).map((status) => ({
    id: status,
    kind: "blog_post",
    project: "default",
    signalId: "s",
    requestedBy: "you",
    title: null,
    status,
    waitingFor: null,
    result: null,
    failure: null,
    cancel: null,
    createdAt: at,
    updatedAt: at,
  }));
  expect(openTasks(tasks, 2).map(({ id }) => id)).toEqual(["working", "on_hold"]);
});
