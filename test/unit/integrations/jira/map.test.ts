import { describe, expect, it } from "vitest";
import { customFieldsIn } from "../../../../shared/integrations/jira/custom-fields.ts";
import { historySignals } from "../../../../shared/integrations/jira/map.ts";
import { itemOf } from "../../../../shared/integrations/jira/map-item.ts";
import { history, ticket } from "../../../../shared/integrations/jira/shapes.ts";

const fields = customFieldsIn([
  { id: "customfield_10020", name: "Iteration", schema: { custom: "com.pyxis.greenhopper.jira:gh-sprint" } },
  {
    id: "customfield_10016",
    name: "Story point estimate",
    schema: { type: "number", custom: "com.pyxis.greenhopper.jira:jsw-story-points" },
  },
  {
    id: "customfield_10026",
    name: "Story Points",
    schema: { type: "number", custom: "com.atlassian.jira.plugin.system.customfieldtypes:float" },
  },
  {
    id: "customfield_10021",
    name: "Flagged",
    schema: { custom: "com.atlassian.jira.plugin.system.customfieldtypes:multicheckboxes" },
  },
  { id: "summary", name: "Summary", schema: { type: "string" } },
]);
const watched = { project: "atlas", key: "ATL", root: "https://acme.atlassian.net", fields };
const maya = { accountId: "712020:6f1c", accountType: "atlassian", displayName: "Maya Ortiz" };

const issue = (over: object = {}) =>
  ticket.parse({
    id: "10421",
    key: "ATL-12",
    fields: {
      summary: "Payment\tprovider",
      status: { name: "In Progress", statusCategory: { id: 4, key: "indeterminate", name: "In Progress" } },
      issuetype: { name: "Story" },
      priority: { name: "High" },
      assignee: maya,
      project: { id: "10002", key: "ATL" },
      duedate: "2026-12-04",
      created: "2026-11-02T09:00:00.000+0100",
      updated: "2026-11-21T10:00:00.000+0000",
      customfield_10020: [
        { id: 3, name: "Sprint 3", state: "closed", boardId: 1 },
        { id: 4, name: "Sprint 4", state: "active", boardId: 1 },
        { id: 5, name: "Sprint 5", state: "future", boardId: 1 },
      ],
      customfield_10016: null,
      customfield_10026: 8,
      ...over,
    },
  });

const told = (items: object[], over: object = {}) =>
  historySignals(
    issue(),
    watched,
    history.parse({ id: "20001", author: maya, created: "2026-11-21T10:00:00.000+0000", items, ...over }),
  ).map(({ id, type, title, detail, text }) => ({
    id: id.replace("watch:atlas:jira:10421:", ""),
    type,
    title,
    detail,
    text,
  }));

const change = (field: string, before: string | null, after: string | null, over: object = {}) => ({
  field,
  fieldtype: "jira",
  fieldId: field,
  from: null,
  fromString: before,
  to: null,
  toString: after,
  ...over,
});

describe("a ticket of Jira", () => {
  it("is what its fields say, whatever their numbers are", () => {
    expect(itemOf(issue(), watched)).toEqual({
      source: "jira",
      key: "ATL-12",
      nativeId: "10421",
      title: "Payment provider",
      status: "In Progress",
      phase: "in_progress",
      blocked: false,
      type: "Story",
      assignee: "Maya Ortiz",
      priority: "High",
      sprint: "Sprint 4",
      due: "2026-12-04",
      points: 8,
      url: "https://acme.atlassian.net/browse/ATL-12",
      updatedAt: Date.UTC(2026, 10, 21, 10),
      removed: false,
    });
  });

  const link = (key: string) => ({
    issuelinks: [
      {
        type: { name: "Blocks", inward: "is blocked by", outward: "blocks" },
        inwardIssue: { key: "ATL-3", fields: { status: { name: "x", statusCategory: { key } } } },
      },
    ],
  });
  it.each([
    ["its flag", { customfield_10021: [{ id: "10019", value: "Impediment" }] }, true],
    ["its status", { status: { name: "Blocked", statusCategory: { key: "indeterminate" } } }, true],
    ["an open ticket that it waits for", link("new"), true],
    ["one that is done", link("done"), false],
    ["a status that only sounds like it", { status: { name: "Unblocked" } }, false],
  ])("is blocked by %s: %j", (_name, over, blocked) => {
    expect(itemOf(issue(over), watched).blocked).toBe(blocked);
  });

  it("has the sprint that Server writes as text", () => {
    const sprint = (id: number, state: string) =>
      `com.atlassian.greenhopper.service.sprint.Sprint@1f[id=${id},rapidViewId=2,state=${state},name=Sprint ${id},goal=]`;
    const { sprint: name } = itemOf(
      issue({ customfield_10020: [sprint(7, "ACTIVE"), sprint(8, "FUTURE")] }),
      watched,
    );
    expect(name).toBe("Sprint 7");
  });
});

describe("an entry of the changelog", () => {
  it.each([
    [
      change("status", "To Do", "In Review"),
      "ticket_status",
      "ATL-12 went from To Do to In Review: Payment provider",
    ],
    [
      change("status", "In Progress", "Blocked"),
      "ticket_blocked",
      "ATL-12 went from In Progress to Blocked: Payment provider",
    ],
    [
      change("status", "On hold", "In Progress"),
      "ticket_unblocked",
      "ATL-12 went from On hold to In Progress: Payment provider",
    ],
    [
      change("assignee", "Maya Ortiz", null),
      "ticket_assignee",
      "ATL-12 is nobody's any more: Payment provider",
    ],
    [
      change("Sprint", "", "Sprint 4"),
      "ticket_sprint",
      "ATL-12 went from no sprint to Sprint 4: Payment provider",
    ],
    [
      change("priority", "Low", "High"),
      "ticket_priority",
      "ATL-12 has priority High instead of Low: Payment provider",
    ],
    [
      change("duedate", "2026-11-27 00:00:00.0", "2026-12-04 00:00:00.0", {
        from: "2026-11-27",
        to: "2026-12-04",
      }),
      "ticket_due",
      "ATL-12 is due 2026-12-04 instead of 2026-11-27: Payment provider",
    ],
    [change("Flagged", "", "Impediment"), "ticket_blocked", "ATL-12 was flagged: Payment provider"],
    [change("Flagged", "Impediment", ""), "ticket_unblocked", "ATL-12 has lost its flag: Payment provider"],
    [
      change("Link", null, "This issue is blocked by ATL-3", { to: "ATL-3" }),
      "ticket_blocked",
      "ATL-12 has a new link: This issue is blocked by ATL-3: Payment provider",
    ],
    [
      change("Link", null, "This issue blocks ATL-3", { to: "ATL-3" }),
      "ticket_changed",
      "ATL-12 has a new link: This issue blocks ATL-3: Payment provider",
    ],
    [
      change("Story Points", "5", "8"),
      "ticket_changed",
      "ATL-12 has Story Points 8 instead of 5: Payment provider",
    ],
  ])("is %j", (item, type, title) => {
    expect(told([item])).toMatchObject([{ id: `20001:${item.field}`, type, title }]);
  });

  it("carries what somebody wrote as it is, and not in its title", () => {
    expect(told([change("description", "Old", "New\nand more")])).toMatchObject([
      { text: "New\nand more", title: "ATL-12 has another description: Payment provider" },
    ]);
  });

  it("says nothing of ranks and of what follows from others, and one thing for each of the rest", () => {
    expect(told([change("Rank", "", "Ranked higher"), change("resolution", null, "Done")])).toEqual([]);
    const links = ["ATL-3", "ATL-4"].map((to) =>
      change("Link", null, `This issue is blocked by ${to}`, { to }),
    );
    expect(told([...links, change("status", "To Do", "Blocked")]).map(({ id }) => id)).toEqual([
      "20001:Link:ATL-3",
      "20001:Link:ATL-4",
      "20001:status",
    ]);
  });

  it("takes an item without a toString for one that was emptied", () => {
    expect(told([{ field: "assignee", fromString: "Maya Ortiz" }])).toMatchObject([{ detail: { to: null } }]);
  });

  it.each([
    ["a customer", { ...maya, accountType: "customer" }, "external"],
    ["nobody who is known", undefined, "external"],
    [
      "a user of Server",
      { name: "mortiz", key: "JIRAUSER10100", displayName: "Maya Ortiz", emailAddress: "maya@a.example" },
      "internal",
    ],
  ])("by %s is %s", (_name, author, provenance) => {
    const entry = history.parse({
      id: "1",
      author,
      created: 1_790_000_000_000,
      items: [change("summary", "a", "b")],
    });
    expect(historySignals(issue(), watched, entry)).toMatchObject([{ provenance }]);
  });
});
