import { describe, expect, it } from "vitest";
import { changedKeys, merge } from "../../../pages/dashboard/src/rooms/settings/merge.ts";
import {
  draftOf as personDraft,
  noPerson,
  personProblems,
  withoutPerson,
  withPerson,
} from "../../../pages/dashboard/src/rooms/settings/people/person-draft.ts";
import {
  draftOf,
  noProject,
  projectOf,
  projectProblems,
  withProject,
} from "../../../pages/dashboard/src/rooms/settings/projects/project-draft.ts";
import { rulesProblems } from "../../../pages/dashboard/src/rooms/settings/rules/rules-problems.ts";
import { hourAt } from "../../../pages/dashboard/src/rooms/settings/rules/rules-words.ts";
import { valueWords } from "../../../pages/dashboard/src/rooms/settings/value-words.ts";
import { personForm } from "../../../shared/domain/person.ts";
import { rulesSchema } from "../../../shared/policy/rules.ts";

const rules = rulesSchema.parse({
  projects: { web: { channels: ["C0WEB"], approvers: { "*": ["ines"] } } },
  opsChannel: "C0OPS",
});

describe("two people who edit the same thing", () => {
  it("keep what each changed, and are told where both did", () => {
    const mine = { ...rules, digestHour: 10, approvalValidHours: 12 };
    const theirs = { ...rules, digestHour: 9, twoPeople: ["email_external" as const] };
    const { merged, clashes } = merge(rules, mine, theirs);
    expect(merged).toEqual({ ...theirs, digestHour: 10, approvalValidHours: 12 });
    expect(clashes).toEqual(["digestHour"]);
  });

  it("don't clash where both made the same change", () => {
    const same = { ...rules, digestHour: 9 };
    expect(merge(rules, same, { ...same })).toEqual({ merged: same, clashes: [] });
  });

  it("keep a member out that one of them has taken out", () => {
    const { opsChannel: _gone, ...mine } = rules;
    expect(merge<object>(rules, mine, { ...rules, digestHour: 9 }).merged).not.toHaveProperty("opsChannel");
  });

  it("see no change in another order of members", () => {
    expect(changedKeys({ a: { x: 1, y: [2] } }, { a: { y: [2], x: 1 } })).toEqual([]);
    expect(changedKeys({ a: [1, 2] }, { a: [2, 1] })).toEqual(["a"]);
  });
});

describe("a person's form", () => {
  const ines = { id: "ines", name: "Ines", role: "approver", slack: "U0INES", hasToken: true } as const;
  const you = { id: "you", name: "You", role: "operator", email: "you@example.com", hasToken: true } as const;

  it("says what is wrong, field by field", () => {
    const draft = { id: "Maya", name: " ", role: "viewer", slack: "maya", email: "maya@" } as const;
    expect(Object.keys(personProblems(draft, []))).toEqual(["id", "name", "slack", "email"]);
  });

  it("says whose id, Slack id or address it is already", () => {
    const draft = { ...noPerson, id: "you", name: "M", slack: "U0INES", email: "YOU@example.com" };
    expect(personProblems(draft, [ines, you])).toEqual({
      id: "Somebody else has this id.",
      slack: "Ines has this Slack id.",
      email: "You has this address.",
    });
  });

  it("sends what the Worker takes: no token, nothing that is empty, everybody else as they were", () => {
    const sent = withPerson([ines, you], null, {
      ...noPerson,
      id: "maya.ortiz",
      name: " Maya ",
      email: "M@x.org",
    });
    expect(sent).toEqual([
      { id: "ines", name: "Ines", role: "approver", slack: "U0INES" },
      { id: "you", name: "You", role: "operator", email: "you@example.com" },
      { id: "maya.ortiz", name: "Maya", role: "approver", email: "m@x.org" },
    ]);
    for (const one of sent) expect(personForm.safeParse(one).success).toBe(true);
  });

  it("puts an edited person in their own place, adds one again who was removed meanwhile, and takes one out", () => {
    const draft = { ...personDraft(ines), slack: "" };
    expect(withPerson([ines, you], "ines", draft).map(({ id }) => id)).toEqual(["ines", "you"]);
    expect(withPerson([ines, you], "ines", draft)[0]).not.toHaveProperty("slack");
    expect(withPerson([you], "ines", draft).map(({ id }) => id)).toEqual(["you", "ines"]);
    expect(withoutPerson([ines, you], "ines").map(({ id }) => id)).toEqual(["you"]);
  });
});

describe("a project's form", () => {
  it("gives back what it was given", () => {
    const web = rules.projects["web"];
    expect(web && projectOf(draftOf("web", web))).toEqual(web);
  });

  it("says what is wrong, field by field", () => {
    const draft = {
      ...noProject,
      name: "web",
      channels: ["C0WEB"],
      approvers: [{ kind: "*", people: [] }],
      stakeholders: ["example.com"],
      budgetUsdDay: Number.NaN,
    };
    expect(projectProblems(draft, rules, null)).toEqual({
      name: "There is a project of this name.",
      channels: "The project web has one of these channels.",
      approvers: "Name somebody for each kind: with nobody, nobody could decide.",
      stakeholders: "example.com is neither an address nor a domain such as @example.com.",
      budgetUsdDay: "More than nothing, in dollars.",
    });
    expect(projectProblems({ ...noProject, name: "web", channels: ["C0WEB"] }, rules, "web")).toEqual({});
  });

  it("makes rules that the Worker takes", () => {
    const draft = { ...noProject, name: "shop", stakeholders: ["@Example.com"] };
    const made = withProject(rules, draft);
    expect(rulesSchema.parse(made)).toEqual(made);
    expect(Object.keys(made.projects)).toEqual(["web", "shop"]);
  });
});

describe("the rules' form", () => {
  it("finds nothing wrong with the usual rules", () => expect([...rulesProblems(rules)]).toEqual([]));

  it.each([
    ["digestHour", { digestHour: 24 }],
    ["digestHour", { digestHour: Number.NaN }],
    ["approvalValidHours", { approvalValidHours: 0 }],
    [
      "patience.low.remindHours",
      { patience: { ...rules.patience, low: { remindHours: -1, expireHours: 2 } } },
    ],
    ["windows.email_stakeholder", { windows: { email_stakeholder: 0 } }],
    ["demotion.rejected", { demotion: { ...rules.demotion, rejected: 1.5 } }],
    [
      "promotion.toTactical.days",
      { promotion: { ...rules.promotion, toTactical: { days: 0, accepted: 0, reviewedMessages: 0 } } },
    ],
  ])("refuses what the Worker would refuse: %s", (path, changes) => {
    const wrong = { ...rules, ...changes };
    expect([...rulesProblems(wrong).keys()]).toEqual([path]);
    expect(rulesSchema.safeParse(wrong).success).toBe(false);
  });

  it("refuses to close a question before its reminder", () => {
    const patience = { ...rules.patience, low: { remindHours: 24, expireHours: 24 } };
    expect(rulesProblems({ ...rules, patience }).get("patience.low.expireHours")).toBe(
      "Later than the reminder.",
    );
  });

  it("tells an hour of UTC by the reader's clock", () => {
    const now = Date.parse("2026-11-21T12:00:00Z");
    expect(hourAt(8, now, "en-GB", "America/New_York")).toBe("03:00");
    expect(hourAt(22, now, "en-GB", "Asia/Kolkata")).toBe("03:30");
  });

  it("says values in words", () => {
    expect(valueWords({ remindHours: 4, expireHours: null })).toBe("remindHours: 4; expireHours: nothing");
    expect(valueWords(["a", "b"])).toBe("a, b");
  });
});
