import { describe, expect, it } from "vitest";
import { type Person, personForm, personWords } from "../../../shared/domain/person.ts";
import { rulesSchema } from "../../../shared/jobs/rules.ts";
import { type Discord, newDiscord, refusalOfPeople } from "../../../shared/policy/settings-guards.ts";
import { someWords, whatChangedInPeople, whatChangedInRules } from "../../../shared/policy/what-changed.ts";

const token = "a".repeat(64);
const maya: Person = { id: "maya", name: "Maya", role: "operator", tokenSha256: token };
const arno: Person = { id: "arno", name: "Arno", role: "approver", slack: "U0ARNO" };
const nina: Person = { id: "nina", name: "Nina", role: "viewer" };

describe("what changed in the people", () => {
  it("is told by id and role, without addresses and tokens", () => {
    const after: Person[] = [
      { ...maya, tokenSha256: "b".repeat(64) },
      { ...arno, role: "viewer", slack: "U0OTHER", email: "arno@signalbox.example" },
      nina,
    ];
    const { words, names } = whatChangedInPeople([maya, arno, { ...nina, id: "leo" }], after);
    expect(words).toEqual([
      "added nina (viewer)",
      "removed leo (viewer)",
      "maya's API token",
      "arno approver → viewer",
      "arno's Slack id and email",
    ]);
    expect(names).toEqual(["nina", "leo", "maya", "arno"]);
  });

  it("names every member that has changed, whatever a person has by now", () => {
    const full: Required<Person> = {
      ...maya,
      slack: "U0MAYA",
      github: "maya",
      jira: "5b10ac8d",
      email: "maya@signalbox.example",
      tokenSha256: token,
    };
    for (const key of personForm.omit({ id: true, role: true }).keyof().options) {
      const { words } = whatChangedInPeople([full], [{ ...full, [key]: "another" }]);
      expect(words).toEqual([`maya's ${personWords[key]}`]);
    }
  });

  it("is nothing when only the order is another", () => {
    expect(whatChangedInPeople([maya, arno], [arno, maya]).words).toEqual([]);
  });
});

describe("what changed in the rules", () => {
  const rules = (given: object) => rulesSchema.parse(given);

  it("is told rule by rule, lists by what came and went, and no address", () => {
    const before = rules({ digestHour: 8, projects: { "web-shop": { stakeholders: ["@old.example"] } } });
    const after = rules({
      digestHour: 9,
      opsChannel: "C0OPS",
      patience: { ...before.patience, low: { remindHours: 24, expireHours: null } },
      projects: {
        "web-shop": { stakeholders: ["@new.example", "jo@shop.example"], approvers: { "*": ["maya"] } },
      },
    });
    expect(whatChangedInRules(before, after).words.toSorted()).toEqual([
      "digestHour 8 → 9",
      "opsChannel unset → C0OPS",
      "patience.low.expireHours 72 → never",
      "projects.web-shop.approvers.* unset → [maya]",
      "projects.web-shop.stakeholders +@new.example +…@shop.example −@old.example",
    ]);
  });

  it("tells an empty list from none: nobody may decide, instead of every approver", () => {
    const after = rules({ projects: { default: { approvers: { email_external: [] } } } });
    expect(whatChangedInRules(rules({ projects: { default: {} } }), after).words).toEqual([
      "projects.default.approvers.email_external unset → []",
    ]);
  });

  it("measures a new project by what counted for it before", () => {
    const after = rules({ projects: { app: { budgetUsdDay: 7 } } });
    const { words, names } = whatChangedInRules(rules({}), after);
    expect(words).toEqual(["added the project app", "projects.app.budgetUsdDay 5 → 7"]);
    expect(names).toEqual(["projects.app", "projects.app.budgetUsdDay"]);
    expect(whatChangedInRules(after, rules({})).words).toEqual([
      "removed the project app",
      "projects.app.budgetUsdDay 7 → 5",
    ]);
  });

  it("stays readable when much has changed", () => {
    expect(someWords(Array.from({ length: 14 }, (_, n) => `w${n}`))).toMatch(/^w0, .*w11 and 2 more$/);
    expect(someWords(["one", "two"])).toBe("one, two");
  });
});

describe("a list of people", () => {
  it("keeps whoever changes it an operator", () => {
    expect(refusalOfPeople([maya, arno], "maya", false)).toBeNull();
    expect(refusalOfPeople([{ ...maya, role: "approver" }], "maya", false)).toContain("from yourself");
    expect(refusalOfPeople([arno], "maya", false)).toContain("leave the list");
  });

  it("keeps an operator who can sign in, by token, or by email where Access vouches", () => {
    const { tokenSha256: _token, ...bare } = maya;
    expect(refusalOfPeople([bare], "maya", true)).toContain("an API token or an email");
    const known = { ...bare, email: "maya@signalbox.example" };
    expect(refusalOfPeople([known], "maya", true)).toBeNull();
    expect(refusalOfPeople([known], "maya", false)).toContain("no operator could sign in");
  });
});

describe("people and rules", () => {
  const wordsOf = (discord: readonly Discord[]): string[] => discord.map(({ words }) => words);
  const rules = rulesSchema.parse({
    projects: { app: { channels: ["C01"], approvers: { "*": ["arno", "ghost"] } } },
  });

  it("clash where somebody who is named would be no approver, and old clashes block nothing else", () => {
    const before = { people: [maya, arno], rules };
    expect(wordsOf(newDiscord(before, { people: [maya, arno, nina], rules }))).toEqual([]);
    expect(wordsOf(newDiscord(before, { people: [maya, { ...arno, role: "viewer" }], rules }))).toEqual([
      "projects.app.approvers.* names arno, who would be no approver",
    ]);
    // Somebody who has been missing all along may come as a viewer.
    expect(wordsOf(newDiscord(before, { people: [maya, arno, { ...nina, id: "ghost" }], rules }))).toEqual(
      [],
    );
  });

  it("clash where two projects have one channel", () => {
    const people = [maya, arno];
    const both = rulesSchema.parse({ projects: { ...rules.projects, web: { channels: ["C01"] } } });
    expect(wordsOf(newDiscord({ people, rules }, { people, rules: both }))).toEqual([
      "app and web both have the channel C01",
    ]);
  });
});
