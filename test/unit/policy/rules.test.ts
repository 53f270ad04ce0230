import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { jiraPlaces, knownChannels } from "../../../shared/policy/known-places.ts";
import { boundaryOf } from "../../../shared/policy/boundaries.ts";
import {
  approversOf,
  boundaryUnder,
  isKnownProject,
  projectName,
  projectRules,
} from "../../../shared/policy/rules.ts";
import { rulesSchema } from "../../../shared/jobs/rules.ts";

describe("a team's windows", () => {
  const rules = rulesSchema.parse({ windows: { email_stakeholder: 4 } });

  it("change how long a held kind waits, and nothing else of its boundary", () => {
    expect(boundaryUnder(rules, "email_stakeholder")).toEqual({
      ...boundaryOf("email_stakeholder"),
      windowMs: 4000,
    });
    expect(boundaryUnder(rules, "jira_status_change")).toEqual(boundaryOf("jira_status_change"));
  });

  it("can't be set to nothing, nor for a kind that isn't held", () => {
    expect(rulesSchema.safeParse({ windows: { email_stakeholder: 0 } }).success).toBe(false);
    expect(rulesSchema.safeParse({ windows: { email_external: 4 } }).success).toBe(false);
  });
});

describe("names that the rules don't have", () => {
  const rules = rulesSchema.parse({
    projects: { shop: { approvers: { "*": ["maya"] }, autonomy: 3 } },
    projectWatch: { atlas: {} },
  });
  const people = [
    { id: "maya", name: "Maya", role: "approver" },
    { id: "lena", name: "Lena", role: "approver" },
    { id: "olga", name: "Olga", role: "operator" },
  ] as const;
  const inherited = Object.getOwnPropertyNames(Object.prototype);
  const anyName = fc.oneof(fc.string(), fc.constantFrom(...inherited, "shop", "atlas", "default"));

  it("are nobody's: what counts for them is what counts for none, and only operators decide", () => {
    fc.assert(
      fc.property(anyName, anyName, (project, kind) => {
        const known = ["default", "shop", "atlas"].includes(project);
        expect(isKnownProject(rules, project)).toBe(known);
        expect(projectRules(rules, project).autonomy).toBe(project === "shop" ? 3 : 1);
        expect(approversOf(people, rules, project, kind).map(({ id }) => id)).toEqual(
          project === "shop" ? ["maya"] : known ? ["maya", "lena", "olga"] : ["olga"],
        );
        expect(boundaryUnder(rules, kind)).toEqual(boundaryOf(kind));
      }),
    );
  });

  it("can't be names that every object knows", () => {
    for (const name of inherited) expect(projectName.safeParse(name).success).toBe(false);
  });
});

describe("places that the rules name", () => {
  it("are found wherever they are named, each once, with whose they are", () => {
    const rules = rulesSchema.parse({
      opsChannel: "C0OPS",
      bugFix: { channel: "C0BUGS" },
      projects: { shop: { channels: ["C0SHOP", "C0OPS"], jiraProjects: ["SHOP"] } },
      projectWatch: { atlas: { channel: "C0ATLAS", jira: { project: "SHOP" } } },
      repositories: { "acme/calendar": { jiraProjects: ["WEB"] } },
    });
    expect(knownChannels(rules).toSorted()).toEqual(["C0ATLAS", "C0BUGS", "C0OPS", "C0SHOP"]);
    expect(jiraPlaces(rules)).toEqual([
      { key: "SHOP", projects: ["shop", "atlas"] },
      { key: "WEB", projects: ["default"] },
    ]);
  });
});

describe("how long records stay at hand", () => {
  it("is longer than trust and what is said again look back, or for ever", () => {
    expect(rulesSchema.parse({}).retention).toEqual({ taskDays: 180 });
    expect(rulesSchema.safeParse({ retention: { taskDays: 99 } }).success).toBe(false);
    expect(rulesSchema.parse({ retention: { taskDays: null } }).retention.taskDays).toBeNull();
  });
});
