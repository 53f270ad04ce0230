import type { Payload } from "./payload.ts";

const text = (words: string, ...marks: object[]) => ({
  type: "text",
  text: words,
  ...(marks.length > 0 ? { marks } : {}),
});
const paragraph = (...content: object[]) => ({ type: "paragraph", content });
const doc = (...content: object[]) => ({ version: 1, type: "doc", content });

/** A document with each kind of node that Jira's editor makes, and one that nobody knows. */
const everyNode = doc(
  { type: "heading", attrs: { level: 2 }, content: [text("Was passiert — 何が")] },
  paragraph(
    text("The total is "),
    text("NaN", { type: "strong" }, { type: "textColor", attrs: { color: "#ff0000" } }),
    { type: "hardBreak" },
    { type: "mention", attrs: { id: "557058:f5", text: "@Zoë", accessLevel: "" } },
    { type: "emoji", attrs: { shortName: ":boom:", id: "1f4a5", text: "💥" } },
    { type: "inlineCard", attrs: { url: "https://acme.atlassian.net/browse/WEB-3" } },
    { type: "status", attrs: { text: "OPEN", color: "red", localId: "1" } },
    { type: "date", attrs: { timestamp: "1790000000000" } },
  ),
  {
    type: "codeBlock",
    attrs: { language: "js" },
    content: [text("TypeError: no cents\n    at cartTotal (/srv/checkout/src/cart.js:38:26)")],
  },
  { type: "panel", attrs: { panelType: "info" }, content: [paragraph(text("since 2.14"))] },
  { type: "blockquote", content: [paragraph(text("it worked yesterday"))] },
  { type: "rule" },
  {
    type: "orderedList",
    attrs: { order: 1 },
    content: [{ type: "listItem", content: [paragraph(text("first"))] }],
  },
  {
    type: "taskList",
    attrs: { localId: "1" },
    content: [{ type: "taskItem", attrs: { localId: "2", state: "TODO" }, content: [text("look")] }],
  },
  { type: "expand", attrs: { title: "Log" }, content: [paragraph(text("…"))] },
  {
    type: "table",
    content: [
      {
        type: "tableRow",
        content: [
          { type: "tableHeader", attrs: {}, content: [paragraph(text("a"))] },
          { type: "tableCell", content: [paragraph()] },
        ],
      },
    ],
  },
  {
    type: "mediaSingle",
    attrs: { layout: "center" },
    content: [{ type: "media", attrs: { id: "m", type: "file", collection: "" } }],
  },
  { type: "extension", attrs: { extensionKey: "chart", extensionType: "com.acme", parameters: null } },
);

const person = {
  self: "https://acme.atlassian.net/rest/api/2/user?accountId=557058%3Af5",
  accountId: "557058:f5",
  avatarUrls: {},
  displayName: "Zoë Ångström",
  active: true,
  timeZone: "Europe/Stockholm",
  accountType: "atlassian",
};
/** Cloud sends all of an issue's fields, most of them null. */
const issue = (over: object = {}, id = "10412") => ({
  id,
  self: "https://acme.atlassian.net/rest/api/2/10412",
  key: "WEB-41",
  fields: {
    summary: "Größe & <total> — 合計 💥",
    description: null,
    labels: [],
    project: { self: "x", id: "10000", key: "WEB", name: "Web", projectTypeKey: "software", avatarUrls: {} },
    issuetype: { id: "10004", name: "Bug", subtask: false },
    status: {
      name: "To Do",
      id: "1",
      statusCategory: { id: 2, key: "new", colorName: "blue-gray", name: "New" },
    },
    priority: { name: "Medium", id: "3" },
    creator: person,
    reporter: person,
    assignee: null,
    resolution: null,
    duedate: null,
    parent: null,
    issuelinks: [],
    attachment: [],
    created: "2026-11-20T10:00:00.000+0100",
    updated: "2026-11-20T10:00:00.000+0100",
    customfield_10020: null,
    customfield_10014: null,
    ...over,
  },
});
const changed = (...items: object[]) => ({ id: "10563", items });
const labels = (before: string, after: string) => ({
  field: "labels",
  fieldtype: "jira",
  fieldId: "labels",
  from: null,
  fromString: before,
  to: null,
  toString: after,
});
const event = (webhookEvent: string, over: object = {}) => ({
  timestamp: 1_790_000_000_000,
  webhookEvent,
  issue_event_type_name: webhookEvent.replace("jira:", ""),
  user: person,
  issue: issue(),
  ...over,
});
const comment = (body: unknown) => ({
  self: "https://acme.atlassian.net/rest/api/2/issue/10412/comment/10001",
  id: "10001",
  author: person,
  updateAuthor: person,
  body,
  created: "2026-11-20T10:05:00.000+0100",
  updated: "2026-11-20T10:05:00.000+0100",
  jsdPublic: true,
});

const report = (over: object) => ({
  kind: "jira.labelled",
  body: { source: "jira", title: "Größe & <total> — 合計 💥", origin: { issue: "WEB-41" }, ...over },
});
const unread = [
  "jira:worklog_updated",
  "worklog_created",
  "attachment_created",
  "issuelink_created",
  "issuelink_deleted",
  "sprint_started",
  "sprint_closed",
  "board_configuration_changed",
  "jira:version_released",
  "project_updated",
  "user_created",
  "option_watching_changed",
  "issue_property_set",
];

/** What Jira Cloud, Server and Data Center send (developer.atlassian.com/cloud/jira/platform/webhooks). */
export const ofJira: readonly Payload[] = [
  {
    name: "an issue that is made with the label and every kind of node",
    payload: event("jira:issue_created", { issue: issue({ labels: ["AI-Fix"], description: everyNode }) }),
    id: "jira:10412:created:labelled",
    becomes: "queued",
    row: report({
      errorType: "TypeError",
      frames: [{ file: "/srv/checkout/src/cart.js" }],
      by: "jira:Zoë Ångström",
    }),
  },
  {
    name: "one in wiki markup, by nobody",
    payload: event("jira:issue_created", {
      user: null,
      issue: issue({ labels: ["AI-Fix"], description: "h2. Größe\n{code}x{code}" }, "10413"),
    }),
    id: "jira:10413:created:labelled",
    becomes: "queued",
    row: report({ errorType: null }),
  },
  {
    name: "one whose members are null",
    payload: event("jira:issue_updated", {
      changelog: changed(labels("", "AI-Fix"), {
        field: "Rank",
        fieldtype: "custom",
        from: "",
        fromString: null,
        to: null,
        toString: null,
      }),
      issue: issue(
        {
          labels: null,
          description: null,
          project: null,
          status: null,
          priority: null,
          creator: null,
          reporter: null,
        },
        "10414",
      ),
    }),
    id: "jira:10414:10563:labelled",
    becomes: "queued",
    row: report({ text: "", frames: [] }),
  },
  {
    name: "an issue of Server, with users by name",
    payload: event("jira:issue_updated", {
      user: { name: "zoe", key: "zoe", emailAddress: "zoe@acme.example", displayName: "Zoë" },
      changelog: changed(labels("shop", "shop ai-fix")),
      issue: issue({ labels: ["shop", "ai-fix"] }, "10415"),
    }),
    id: "jira:10415:10563:labelled",
    becomes: "queued",
    row: report({ by: "jira:Zoë" }),
  },
  {
    name: "an issue that is moved on",
    payload: event("jira:issue_updated", {
      changelog: changed({
        field: "status",
        fieldtype: "jira",
        fieldId: "status",
        from: "1",
        fromString: "To Do",
        to: "3",
        toString: "In Arbeit",
      }),
    }),
    becomes: "ignored",
  },
  {
    name: "an issue without the label",
    payload: event("jira:issue_created", { issue: issue({ description: everyNode }) }),
    becomes: "ignored",
  },
  {
    name: "an issue that is changed without a changelog",
    payload: event("jira:issue_updated", { changelog: null }),
    becomes: "ignored",
  },
  { name: "an issue that is deleted", payload: event("jira:issue_deleted"), becomes: "ignored" },
  ...["comment_created", "comment_updated", "comment_deleted"].flatMap((name): Payload[] => [
    {
      name,
      payload: {
        ...event(name, { comment: comment("schön &amp; gut [~accountid:557058:f5]") }),
        eventType: "primaryAction",
      },
      becomes: "ignored",
    },
    {
      name: `${name} with a document`,
      payload: event(name, { comment: comment(everyNode) }),
      becomes: "ignored",
    },
    {
      name: `${name} of Server, without its issue`,
      payload: { timestamp: 1, webhookEvent: name, comment: comment("x") },
      becomes: "ignored",
    },
  ]),
  ...unread.map((name): Payload => ({
    name,
    payload: event(name),
    becomes: "ignored",
    row: { reason: `nothing is read from ${name}` },
  })),
];
