import { createElement } from "react";
import { describe, expect, it } from "vitest";
import { z } from "zod";
import {
  editedPerson,
  noPerson,
  personProblems,
  withoutPerson,
  withPerson,
} from "../../../pages/dashboard/src/rooms/settings/people/edited-person.ts";
import { PersonFields } from "../../../pages/dashboard/src/rooms/settings/people/person-fields.tsx";
import {
  projectIn,
  projectProblems,
  withProject,
} from "../../../pages/dashboard/src/rooms/settings/projects/edited-project.ts";
import { ProjectFields } from "../../../pages/dashboard/src/rooms/settings/projects/project-fields.tsx";
import {
  repositoriesFrom,
  repositoryFields,
} from "../../../pages/dashboard/src/rooms/settings/rules/repositories-dialog.tsx";
import { RulesFields } from "../../../pages/dashboard/src/rooms/settings/rules/rules-fields.tsx";
import { hourAt } from "../../../pages/dashboard/src/rooms/settings/rules/rules-words.ts";
import { rulesProblems } from "../../../pages/dashboard/src/rooms/settings/rules/use-rules-edit.ts";
import type { Boundary, Person } from "../../../pages/dashboard/src/rooms/settings/setting.ts";
import { valueWords } from "../../../pages/dashboard/src/rooms/settings/theirs-words.ts";
import { settingsEndpoints } from "../../../shared/api/settings.ts";
import { personForm, personWords } from "../../../shared/domain/person.ts";
import { boundaryOf } from "../../../shared/policy/boundaries.ts";
import { type Rules } from "../../../shared/policy/rules.ts";
import { publishingRules } from "../../../shared/jobs/editorial/rules.ts";
import { rulesSchema } from "../../../shared/jobs/rules.ts";
import { whatChangedInPeople, whatChangedInRules } from "../../../shared/policy/what-changed.ts";
import { controlsOf, fieldsIn, valueAt, withValueAt } from "./support/controls.ts";

const rules = rulesSchema.parse({
  projects: { web: { channels: ["C0WEB"], approvers: { "*": ["ines"] } } },
  opsChannel: "C0OPS",
});

const ines: Required<Person> = {
  id: "ines",
  name: "Ines",
  role: "approver",
  slack: "U0INES",
  github: "ines-ops",
  jira: "5b10ac8d",
  email: "ines@signalbox.example",
  hasToken: true,
};
const you: Person = {
  ...ines,
  id: "you",
  name: "You",
  slack: "U0YOU",
  github: "you",
  jira: "5b10ac8e",
  email: "you@x.example",
};

const boundary = (kind: string): Boundary => ({ ...boundaryOf(kind), kind, windowSeconds: 300, built: true });
const boundaries = ["email_external", "email_stakeholder", "jira_status_change"].map(boundary);

const publishing = () =>
  publishingRules.parse({
    timeZone: "Europe/Berlin",
    windows: [{ days: [1], from: "09:00", to: "17:00" }],
    quiet: [{ from: "12:00", to: "13:00" }],
    tickets: { project: "WEB", kinds: ["blog_post"], dropped: "Dropped" },
  });

/** Rules with every field set; those that can't be anything set to what they can be. */
const full: Required<Rules> = {
  ...rules,
  opsChannel: "C0OPS",
  projects: {
    web: {
      channels: ["C0WEB"],
      approvers: { "*": ["ines"] },
      stakeholders: ["@signalbox.example"],
      jiraProjects: ["WEB"],
      autonomy: 2,
      budgetUsdDay: 7,
      house: [{ words: "Short openings" }],
      memory: { from: ["shop"], to: ["shop"] },
      meetings: { bot: "all" },
    },
    shop: { ...projectIn(rules, null).project, channels: ["C0SHOP"] },
  },
  repositories: {
    "acme/shop": {
      project: "web",
      description: "The shop",
      paths: ["/srv/shop/"],
      packages: ["shop"],
      sentryProjects: ["shop"],
      jiraProjects: ["SHOP"],
      testCommand: "npm test",
      mergeApprovals: 1,
      reviewers: ["lena-f"],
    },
  },
  bugFix: { ...rules.bugFix, channel: "C0FIX", confidence: 0 },
  meetings: { ...rules.meetings, hosts: ["meet.example.com"] },
  delivery: {
    mailboxes: { "briefs@example.com": "web" },
    owner: "acme",
    mergeApprovals: 1,
    phaseMinutes: 20,
    redact: ["web"],
  },
  editorial: {
    routes: [{ channel: "C0WEB", kind: "blog_post" }],
    projects: { default: publishing(), web: publishing(), shop: publishing() },
  },
  twoPeople: ["email_external"],
  ownAllowed: ["email_external"],
  notices: { fallbackChannel: "C0ELSE" },
  windows: { email_stakeholder: 600, jira_status_change: 120 },
};

describe("every field of", () => {
  it("a person has a control, which changes it and nothing else, and the ledger names it", () => {
    const before = editedPerson(ines);
    const controls = controlsOf(before, (fields) => PersonFields({ fields, role: ines.role, isNew: true }));
    const schema = personForm.omit({ tokenSha256: true });
    expect(controls.map(({ path }) => path).toSorted()).toEqual(fieldsIn(schema, before).toSorted());
    for (const { path, edit } of controls) {
      const draft = withValueAt(before, path, edit());
      const after = withPerson([ines, you], "ines", draft);
      expect(JSON.stringify(after)).toBe(JSON.stringify([draft, editedPerson(you)]));
      expect(JSON.stringify(withValueAt(draft, path, valueAt(before, path)))).toBe(JSON.stringify(before));
      const { words } = whatChangedInPeople([before, editedPerson(you)], after);
      const named = new Map<string, string>(Object.entries(personWords)).get(path) ?? "no word";
      if (path !== "id") expect(words.join()).toContain(path === "role" ? "ines approver → " : named);
    }
  });

  it("a project has a control, which changes it and nothing else, and the ledger names it", () => {
    const before = projectIn(full, "web");
    const settings = { people: { ...origin, value: [ines, you] }, boundaries, textKinds: [] };
    const controls = controlsOf(before, (fields) =>
      ProjectFields({ fields, project: before.project, settings, isNew: true }),
    );
    const schema = rulesSchema.shape.projects.unwrap().valueType;
    const owned = fieldsIn(schema, before.project).map((path) => `project.${path}`);
    for (const path of owned) expect(controls.filter((one) => isFor(one.path, path))).toHaveLength(1);
    for (const { path, edit } of controls.filter((one) => one.path !== "name")) {
      const draft = withValueAt(before, path, edit());
      const after = withProject(full, draft);
      const place = path.replace("project", "projects.web");
      expect(JSON.stringify(withValueAt(after, place, valueAt(full, place)))).toBe(JSON.stringify(full));
      expect(whatChangedInRules(full, after).names.map((name) => isFor(place, name))).toEqual([true]);
    }
  });

  it("the rules has a control, which changes it and nothing else, and the ledger names it", () => {
    const controls = controlsOf(full, (fields) =>
      createElement(RulesFields, { editing: { rules: full, fields, boundaries, textKinds: ["blog_post"] } }),
    );
    const { projects: _own, projectWatch: _theirs, ...shape } = rulesSchema.shape;
    for (const path of fieldsIn(z.object(shape), full))
      expect(
        controls.filter((one) => isFor(one.path, path)),
        path,
      ).toHaveLength(1);
    expect(rulesProblems(full)).toEqual({});
    for (const { path, edit } of controls) {
      const after = withValueAt(full, path, edit());
      expect(JSON.stringify(withValueAt(after, path, valueAt(full, path)))).toBe(JSON.stringify(full));
      const { names } = whatChangedInRules(full, after);
      expect(names.length, path).toBeGreaterThan(0);
      for (const name of names) expect(isFor(path, name), `${path}: ${name}`).toBe(true);
    }
  });

  it("a repository comes back from its JSON as it was, and is named to whoever types it", () => {
    const [name] = Object.keys(full.repositories);
    const schema = rulesSchema.shape.repositories.unwrap().valueType;
    expect(fieldsIn(schema, full.repositories[name ?? ""])).toEqual(repositoryFields);
    const read = repositoriesFrom(JSON.stringify(full.repositories, null, 2));
    expect("value" in read && JSON.stringify(read.value)).toBe(JSON.stringify(full.repositories));
  });

  it("a person comes with the Worker's answer", () => {
    const { value } = settingsEndpoints.get.answer.shape.people.shape;
    expect(value.parse([ines, you])).toEqual([ines, you]);
    expect(Object.keys(value.element.shape)).toEqual([
      ...Object.keys(personForm.omit({ tokenSha256: true }).shape),
      "hasToken",
    ]);
  });
});

const origin = { source: "dashboard", version: 1, changedBy: null, changedAt: null } as const;
/** Whether a control is for a field: for itself, or for all that it is a part of. */
const isFor = (control: string, field: string): boolean => `${field}.`.startsWith(`${control}.`);

describe("a person's form", () => {
  it("says what is wrong, field by field, in the schema's own words", () => {
    const draft = { id: "Maya", name: "", role: "viewer", slack: "maya", email: "maya@" } as const;
    expect(personProblems({ ...draft, github: "-" }, [])).toEqual({
      id: "Must be a lower-case name such as maya.ortiz.",
      name: "It is needed.",
      slack: "Must be a Slack user id such as U012AB3CD.",
      github: "Must be a GitHub login such as maya-ortiz or maya-ortiz_acme.",
      email: "Invalid email address.",
    });
  });

  it("says whose id, Slack id, login or address it is already", () => {
    const draft = {
      ...noPerson,
      id: "you",
      name: "M",
      slack: "U0INES",
      email: "YOU@x.example",
      github: "You",
    };
    expect(personProblems(draft, [ines, you].map(editedPerson))).toEqual({
      id: "Two people have the same id: You and M.",
      slack: "Two people have the same Slack id: Ines and M.",
      github: "Two people have the same GitHub login: You and M.",
      email: "Two people have the same email: You and M.",
    });
  });

  it("puts an edited person in their own place, adds one again who was removed meanwhile, and takes one out", () => {
    const draft = { ...editedPerson(ines), slack: undefined };
    expect(withPerson([ines, you], "ines", draft).map(({ id }) => id)).toEqual(["ines", "you"]);
    expect(JSON.stringify(withPerson([ines, you], "ines", draft)[0])).not.toContain("slack");
    expect(withPerson([you], "ines", draft).map(({ id }) => id)).toEqual(["you", "ines"]);
    expect(withoutPerson([ines, you], "ines")).toEqual([editedPerson(you)]);
  });
});

describe("a project's form", () => {
  const context = { rules, people: [editedPerson(ines)], before: null };

  it("says what is wrong, field by field", () => {
    const draft = {
      name: "Shop",
      project: {
        ...projectIn(rules, null).project,
        channels: ["C0SHOP", "shop"],
        approvers: { "*": [] },
        stakeholders: ["example.com"],
        budgetUsdDay: Number.NaN,
      },
    };
    expect(projectProblems(draft, context)).toEqual({
      name: "Must be a lower-case name such as web-shop.",
      "project.channels": "“shop” must be the id of a Slack channel such as C012AB3CD.",
      "project.approvers": "Name somebody for each kind: with nobody, nobody could decide.",
      "project.stakeholders": "“example.com” must be an address, or a domain as @example.com.",
      "project.budgetUsdDay": "Must be a number.",
    });
  });

  it("says whose name and channel it is already, and who may not decide", () => {
    const project = { ...projectIn(rules, null).project, channels: ["C0WEB"], approvers: { "*": ["ghost"] } };
    expect(projectProblems({ name: "web", project }, context)).toMatchObject({
      name: "There is a project of this name.",
    });
    expect(projectProblems({ name: "shop", project }, context)).toEqual({
      "project.channels": "web and shop both have the channel C0WEB.",
      "project.approvers": "projects.shop.approvers.* names ghost, who would be no approver.",
    });
    expect(projectProblems(projectIn(rules, "web"), { ...context, before: "web" })).toEqual({});
  });
});

describe("the rules' form", () => {
  it("finds nothing wrong with the usual rules", () => expect(rulesProblems(rules)).toEqual({}));

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
    expect(Object.keys(rulesProblems(wrong))).toEqual([path]);
    expect(rulesSchema.safeParse(wrong).success).toBe(false);
  });

  it("refuses to close a question before its reminder", () => {
    const patience = { ...rules.patience, low: { remindHours: 24, expireHours: 24 } };
    expect(rulesProblems({ ...rules, patience })["patience.low.expireHours"]).toBe(
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
