import { describe, expect, it } from "vitest";
import { criteriaFor } from "../../../pages/dashboard/src/jobs/project-watch/autonomy/criteria.ts";
import { feedCommand } from "../../../pages/dashboard/src/jobs/project-watch/feed/feed-keys.ts";
import { decisions } from "../../../pages/dashboard/src/jobs/project-watch/now/decisions.ts";
import { happenings } from "../../../pages/dashboard/src/jobs/project-watch/now/happenings.ts";
import { projectAddress } from "../../../pages/dashboard/src/jobs/project-watch/tabs.ts";
import type { WaitingApproval } from "../../../pages/dashboard/src/jobs/project-watch/use-waiting.ts";
import type { Project, Signal } from "../../../pages/dashboard/src/jobs/project-watch/views.ts";
import {
  byNeed,
  troubleWords,
  waitingWords,
} from "../../../pages/dashboard/src/jobs/project-watch/watch-words.ts";

const at = (minute: number): string => new Date(Date.UTC(2026, 10, 26, 8, minute)).toISOString();

const project = (name: string, over: Partial<Project> = {}): Project => ({
  project: name,
  state: "watching",
  level: 2,
  levelName: "artefact",
  rag: "green",
  why: null,
  cycleAt: at(0),
  dueAt: at(15),
  changeAt: null,
  cycles: 4,
  idle: 3,
  waiting: 0,
  suggestions: 0,
  holds: 0,
  approvals: 0,
  sources: [],
  ...over,
});

describe("the board of projects", () => {
  it("puts what needs a person first and what nobody watches last", () => {
    const all = [
      project("nobody", { state: "unwatched", rag: null }),
      project("calm"),
      project("also-calm"),
      project("slipping", { rag: "red" }),
      project("asked", { approvals: 1 }),
      project("troubled", { state: "degraded", why: "jira does not answer" }),
      project("suggested", { suggestions: 2 }),
      project("blind", { state: "blind" }),
    ];
    expect(byNeed(all).map((one) => one.project)).toEqual([
      "blind",
      "asked",
      "troubled",
      "suggested",
      "slipping",
      "also-calm",
      "calm",
      "nobody",
    ]);
  });

  it("says what waits, and why it isn't simply watching", () => {
    expect(waitingWords(project("a", { approvals: 1, suggestions: 3, waiting: 2 }))).toEqual([
      "1 approval",
      "3 suggestions",
      "2 new signals",
    ]);
    expect(troubleWords({ state: "degraded", why: "Jira ATL does not answer: 503" })).toBe(
      "Jira ATL does not answer: 503.",
    );
    expect(troubleWords({ state: "watching", why: "the contract is late" })).toBeNull();
  });
});

const approval = (id: string, over: Partial<WaitingApproval>): WaitingApproval => ({
  id,
  actionId: id,
  taskId: id,
  project: "atlas",
  kind: "email_stakeholder",
  target: "mail",
  risk: "low",
  digest: "",
  status: "pending",
  rule: { people: 1, ownAllowed: false },
  requestedBy: "signalbox",
  votes: [],
  decidedBy: null,
  channel: null,
  reason: null,
  createdAt: at(0),
  decidedAt: null,
  holdUntil: null,
  deadline: null,
  remindAt: null,
  expiresAt: null,
  bundle: null,
  dueAt: null,
  editedBy: null,
  wording: [],
  title: id,
  provenance: "internal",
  revision: 1,
  reasons: [],
  mine: { allowed: true, why: null },
  stopped: false,
  ...over,
});

const signal = (id: string, over: Partial<Signal> = {}): Signal => ({
  id,
  source: "jira",
  type: "ticket_comment",
  item: "ATL-1",
  title: id,
  author: "Jonas",
  url: null,
  provenance: "internal",
  at: at(0),
  receivedAt: at(0),
  state: "done",
  taskId: null,
  reason: null,
  facts: null,
  importance: "notable",
  category: "risk",
  why: null,
  flag: null,
  review: null,
  reviewedBy: null,
  ...over,
});

describe("what is to decide", () => {
  it("begins with what nothing happens without, the riskiest first, and ends with what can wait", () => {
    const suggestion = {
      id: "s",
      kind: "raid_log",
      entryId: "R-1",
      change: { op: "remove", id: "R-1" },
      reason: "",
      taskId: null,
      at: at(0),
    } as const;
    const all = decisions({
      approvals: [
        approval("late hold", { holdUntil: at(40) }),
        approval("soon hold", { holdUntil: at(20) }),
        approval("old", { createdAt: at(1) }),
        approval("risky", { risk: "high", createdAt: at(5) }),
        approval("new", { createdAt: at(2) }),
      ],
      suggestions: [suggestion],
      flagged: [signal("flagged")],
    });
    expect(all.map(({ id }) => id)).toEqual([
      "risky",
      "old",
      "new",
      "flagged",
      "soon hold",
      "late hold",
      "s",
    ]);
  });
});

describe("what has happened", () => {
  it("leaves out what did not matter and what is older, and tells of documents by their rows", () => {
    const version = {
      version: 3,
      author: "signalbox",
      reason: "ATL-1 says so.",
      actionId: null,
      at: at(5),
      changes: ["A", "B", "C"].map((title, n) => ({
        op: "add" as const,
        id: `R-${n}`,
        fields: { title },
        sources: [],
      })),
      before: {},
    };
    const all = happenings(
      [
        signal("mattered", { receivedAt: at(9) }),
        signal("routine", { importance: "routine", receivedAt: at(9) }),
        signal("older", { receivedAt: at(1) }),
      ],
      [{ kind: "raid_log", version }],
      at(4),
    );
    expect(all.map(({ title, more }) => [title, more])).toEqual([
      ["mattered", "Jonas"],
      ["RAID log: 3 added", "A; B and 1 more. ATL-1 says so."],
    ]);
  });
});

describe("the feed's keys", () => {
  const press = { key: "y", modified: false, repeated: false, within: "list" } as const;

  it("say right and wrong where nobody writes, and never by a key that is held down", () => {
    expect(feedCommand(press)).toBe("right");
    expect(feedCommand({ ...press, key: "N" })).toBe("wrong");
    expect(feedCommand({ ...press, within: "text" })).toBeNull();
    expect(feedCommand({ ...press, within: "dialog" })).toBeNull();
    expect(feedCommand({ ...press, modified: true })).toBeNull();
    expect(feedCommand({ ...press, repeated: true })).toBeNull();
    expect(feedCommand({ ...press, key: "j", repeated: true })).toBe("next");
  });
});

describe("the evidence for the next level", () => {
  const evidence = {
    since: null,
    consecutiveDays: 9,
    accepted: 14,
    corrected: 0,
    rejected: 0,
    reverted: 0,
    reviewedMessages: 0,
  };

  it("says what there is and what is needed; what is not asked for is left out", () => {
    const needs = { days: 14, accepted: 14, reviewedMessages: 0 };
    expect(
      criteriaFor({ step: "artefacts", needs, evidence })?.map(({ has, needs: of, isMet }) => [
        has,
        of,
        isMet,
      ]),
    ).toEqual([
      [9, 14, false],
      [14, 14, true],
    ]);
    expect(criteriaFor({ step: "endings", needs: null, evidence })).toBeNull();
  });
});

it("has an address for each tab", () => {
  expect(projectAddress("web shop")).toBe("/projects/web%20shop");
  expect(projectAddress("atlas", "raid", { entry: "R-1" })).toBe("/projects/atlas/raid?entry=R-1");
});
