import { describe, expect, it } from "vitest";
import { someOf } from "../../chaos/ambush/moments.ts";
import { checkAll } from "../../chaos/checks/all.ts";
import { Diary } from "../../chaos/diary.ts";
import type { Evidence } from "../../chaos/evidence.ts";
import { deliveryMoments } from "../../chaos/delivery/moments.ts";
import type { DeliverySeen } from "../../chaos/delivery/seen.ts";
import { fixMoments } from "../../chaos/fix/moments.ts";
import type { FixSeen } from "../../chaos/fix/seen.ts";
import { parseOptions } from "../../chaos/options.ts";
import { planOf } from "../../chaos/plan.ts";
import { randomFrom } from "../../random.ts";
import type { Dossier } from "../../chaos/views.ts";

const fact = (type: string, data: Record<string, unknown> = {}) => ({
  at: "2026-11-21T08:00:00.000Z",
  type,
  summary: type,
  data,
});

/** A held mail that was released in time and sent once, by a task that has had a fix and the story of a delivery merged, too. */
function sound(): Evidence & { dossier: Dossier; fix: FixSeen; delivery: DeliverySeen } {
  const diary = new Diary();
  const plan = planOf(1, 1).tasks[0];
  if (plan) diary.accepted.set("api:you:1", plan);
  const dossier: Dossier = {
    task: { id: "errand-1", signalId: "api:you:1", status: "done", waitingFor: null, failure: null },
    timeline: [
      fact("task.started"),
      fact("hold.started"),
      fact("hold.released", { approvalId: "a1" }),
      fact("effect.applied", { actionId: "errand-1.action" }),
      fact("phase.passed", { phase: "red" }),
      fact("phase.passed", { phase: "green" }),
      fact("task.done"),
      fact("task.closed"),
    ],
    actions: [
      {
        id: "errand-1.action",
        kind: "email_stakeholder",
        target: "mail:x",
        payload: { subject: "Notice 1" },
        createdAt: "2026-11-21T08:00:00.000Z",
      },
    ],
    approvals: [
      {
        id: "a1",
        actionId: "errand-1.action",
        taskId: "errand-1",
        kind: "email_stakeholder",
        target: "mail:x",
        digest: "d",
        status: "released",
        holdUntil: "2026-11-21T08:00:04.000Z",
        decidedAt: "2026-11-21T08:00:04.001Z",
      },
    ],
    effects: [
      {
        actionId: "errand-1.action",
        taskId: "errand-1",
        kind: "email_stakeholder",
        state: "applied",
        attempts: 1,
        error: null,
        result: { emailId: "1" },
        asked: false,
      },
    ],
  };
  const traces = [{ name: "mail", claim: "mail/Notice 1" }];
  const pull = {
    repository: "acme/checkout",
    number: 1,
    state: "merged",
    head: "fix/errand-1",
    comments: [],
  } as const;
  const commits = ["docs: plan of the fix", "Phase: red", "Phase: green", "Phase: review"].map((message) => ({
    message,
  }));
  const fix: FixSeen = { taskId: "errand-1", pulls: [{ ...pull, comments: [], commits }], issue: "resolved" };
  const story = ["docs: plan of the story", "Phase: red", "Phase: green", "Phase: review"].map((message) => ({
    message,
  }));
  const delivery: DeliverySeen = {
    taskId: "errand-1",
    stories: [{ id: "S1", state: "merged", taskId: "errand-1" }],
    pulls: [{ ...pull, head: "story/errand-1", comments: [], commits: story }],
    commits: ["Merge pull request #1 from acme/story", "chore: foundation (node_api)", "Initial commit"],
  };
  return { diary, dossier, dossiers: [dossier], traces, fix, delivery };
}

const wrong = (evidence: Evidence): string[] =>
  checkAll(evidence).flatMap(({ title, violations }) => (violations.length === 0 ? [] : [title]));

describe("the checks of a chaos run", () => {
  it("find nothing wrong with what is sound", () => {
    expect(wrong(sound())).toEqual([]);
  });

  it.each<[string, (evidence: ReturnType<typeof sound>) => void, string]>([
    ["a mail that was sent twice", ({ traces }) => traces.push(...traces), "exactly once"],
    ["a mail that is gone", ({ traces }) => traces.pop(), "exactly once"],
    [
      "a mail that nobody sent",
      ({ traces }) => traces.push({ name: "mail", claim: "mail/?" }),
      "all that is to be seen",
    ],
    ["a lost task", ({ dossiers }) => dossiers.pop(), "every accepted signal"],
    ["a second task", ({ dossiers, dossier }) => dossiers.push(dossier), "every accepted signal"],
    [
      "an early release",
      ({ dossier }) => set(dossier.approvals, { decidedAt: "2026-11-21T08:00:03.999Z" }),
      "before its time",
    ],
    [
      "a cancelled hold that happened",
      ({ dossier }) => set(dossier.approvals, { status: "rejected" }),
      "that was refused",
    ],
    ["a lost decision", ({ diary }) => diary.confirmed.set("a1", "rejected"), "a confirmed decision stays"],
    [
      "a second release",
      ({ dossier }) => dossier.timeline.push(fact("hold.released", { approvalId: "a1" })),
      "decided once",
    ],
    ["an open effect", ({ dossier }) => set(dossier.effects, { state: "unknown" }), "left open"],
    [
      "a task that sleeps",
      ({ dossier }) => Object.assign(dossier.task, { status: "working" }),
      "has ended, or waits",
    ],
    ["a fix with two pull requests", ({ fix }) => fix.pulls.push(...fix.pulls), "a fix has one pull request"],
    [
      "a phase that was pushed twice",
      ({ fix }) => fix.pulls[0]?.commits.push({ message: "Phase: red" }),
      "a fix has one pull request",
    ],
    [
      "a story with two pull requests",
      ({ delivery }) => delivery.pulls.push(...delivery.pulls),
      "a story has one pull request",
    ],
    [
      "a story that was pushed twice",
      ({ delivery }) => delivery.pulls[0]?.commits.push({ message: "Phase: red" }),
      "a story has one pull request",
    ],
    [
      "a pull request of no story",
      ({ delivery: { pulls } }) => pulls.push(...pulls.map((pull) => ({ ...pull, head: "story/another" }))),
      "each story's merge",
    ],
    [
      "a phase that was passed twice",
      ({ dossier }) => dossier.timeline.splice(2, 0, fact("phase.passed", { phase: "red" })),
      "each phase of a story is passed once",
    ],
    [
      "a story that is not merged",
      ({ delivery }) => set(delivery.stories, { state: "failed" }),
      "stories merged",
    ],
    ["a fix whose bug is open", ({ fix }) => Object.assign(fix, { issue: "unresolved" }), "ends merged"],
    [
      "a moment that never came",
      ({ diary }) => diary.missed.push("task.queued is recorded"),
      "each moment at which",
    ],
    ["an effect without its fact", ({ dossier }) => dossier.timeline.splice(3, 1), "one fact for each"],
  ])("find %s", (_name, spoil, title) => {
    const evidence = sound();
    spoil(evidence);
    expect(wrong(evidence).join("; ")).toContain(title);
  });
});

function set<T extends object>(list: T[], change: Partial<T>): void {
  for (const one of list) Object.assign(one, change);
}

describe("the plan of a chaos run", () => {
  it("is the same for the same seed, and another for another", () => {
    expect(planOf(5, 30)).toEqual(planOf(5, 30));
    expect(planOf(5, 30)).not.toEqual(planOf(6, 30));
  });
});

describe("the moments at which the Worker is killed", () => {
  it.each([
    ["a fix", fixMoments],
    ["a delivery", deliveryMoments],
  ])("are all of %s, or some by chance: the same for the same seed, in their order", (of, moments) => {
    const some = (seed: number) =>
      someOf<unknown>(randomFrom(seed, of), moments, 4).map((one) =>
        moments.findIndex((moment) => moment === one),
      );
    expect(some(5)).toEqual(some(5).toSorted((a, b) => a - b));
    expect(some(5)).not.toEqual(some(6));
    expect(someOf<unknown>(randomFrom(1, of), moments, moments.length)).toEqual(moments);
    expect(someOf<unknown>(randomFrom(1, of), moments, 0)).toEqual([]);
  });
});

describe("the options of a chaos run", () => {
  it("are numbers, and say which one isn't", () => {
    expect(parseOptions(["--quick", "--seed", "9"], () => 0)).toMatchObject({ tasks: 12, kills: 6, seed: 9 });
    expect(() => parseOptions(["--kills", "many"], () => 0)).toThrow("--kills must be a whole number");
    expect(() => parseOptions(["--bogus"], () => 0)).toThrow("--bogus");
  });
});
