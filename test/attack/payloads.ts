import type { Json } from "./mutate.ts";

/** What services send, with the name under which they send it where that is in a header. */
export type Payloads = readonly [Json, ...Json[]];
type Named = readonly [readonly [string, Json], ...(readonly [string, Json])[]];

const boom = "TypeError: total is undefined";
const slackEvent = (event: { [name: string]: Json }): Json => ({
  type: "event_callback",
  event_id: "Ev0ATTACK",
  event: { channel: "C0GENERAL", user: "U0LENA", ts: "1700000000.000100", ...event },
});

export const slackEvents: Payloads = [
  slackEvent({ type: "message", text: "hello" }),
  slackEvent({ type: "message", text: "approve", thread_ts: "1699999999.000100" }),
  slackEvent({
    type: "message",
    subtype: "message_changed",
    message: { text: "approve", ts: "1699999999.000100" },
  }),
  slackEvent({ type: "app_mention", text: "<@U0SIGNALBOX> status" }),
  { type: "url_verification", challenge: "words" },
];
export const slackClicks: Payloads = [
  {
    type: "block_actions",
    user: { id: "U0LENA" },
    trigger_id: "1.2",
    channel: { id: "C0GENERAL" },
    container: { message_ts: "1700000000.000100" },
    actions: [
      { action_id: "approval.approve", value: JSON.stringify({ approvalId: "a", digest: "0".repeat(64) }) },
    ],
  },
  {
    type: "view_submission",
    user: { id: "U0LENA" },
    view: {
      callback_id: "approval.reject",
      private_metadata: "{}",
      state: { values: { reason: { reason: { value: "no" } } } },
    },
  },
];
export const slackCommands: Payloads = [
  { command: "/signalbox", text: "status", user_id: "U0LENA", channel_id: "C0GENERAL", trigger_id: "1.2" },
  { command: "/signalbox", text: "waiting", user_id: "U0VIC", channel_id: "C0GENERAL", trigger_id: "1.2" },
  { command: "/agent", text: "status task-1", user_id: "U0LENA", channel_id: "C0GENERAL", trigger_id: "1.2" },
  { command: "/agent", text: "list", user_id: "U0LENA", channel_id: "C0GENERAL", trigger_id: "1.2" },
];
const repository = { id: 1, full_name: "acme/checkout" };
export const githubHooks: Named = [
  [
    "issues",
    {
      action: "labeled",
      label: { name: "AI-Fix" },
      issue: { number: 1, title: boom, body: boom, html_url: "https://github.com/acme/checkout/issues/1" },
      repository,
      sender: { login: "someone", type: "User" },
    },
  ],
  [
    "issue_comment",
    {
      action: "created",
      issue: {
        number: 1,
        title: "t",
        body: "",
        html_url: "https://x/y",
        pull_request: {},
        user: { login: "a" },
      },
      comment: {
        id: 5,
        body: "@agent approve",
        created_at: "2026-11-01T10:00:00Z",
        updated_at: "2026-11-01T10:00:00Z",
        user: { login: "lena-f" },
      },
      repository,
      sender: { login: "lena-f", type: "User" },
    },
  ],
  [
    "pull_request",
    {
      action: "closed",
      pull_request: {
        number: 1,
        merged: true,
        merged_at: "2026-11-01T10:00:00Z",
        merge_commit_sha: "a".repeat(40),
        head: { ref: "fix/x", sha: "a".repeat(40) },
        title: "t",
        html_url: "https://x/y",
        user: { login: "a" },
      },
      repository,
      sender: { login: "a", type: "User" },
    },
  ],
  [
    "workflow_run",
    {
      action: "completed",
      workflow_run: {
        id: 1,
        name: "ci",
        conclusion: "failure",
        head_branch: "fix/x",
        head_sha: "a".repeat(40),
        html_url: "https://x/y",
        pull_requests: [],
      },
      repository,
      sender: { login: "a", type: "User" },
    },
  ],
  [
    "release",
    {
      action: "published",
      release: {
        id: 1,
        tag_name: "v1",
        name: "v1",
        body: "words",
        html_url: "https://x/y",
        published_at: "2026-11-01T10:00:00Z",
        author: { login: "a" },
      },
      repository,
      sender: { login: "a", type: "User" },
    },
  ],
];
const issue = {
  id: "1",
  key: "WEB-7",
  self: "https://x/",
  fields: {
    summary: boom,
    description: {
      type: "doc",
      version: 1,
      content: [{ type: "paragraph", content: [{ type: "text", text: boom }] }],
    },
    labels: ["AI-Fix"],
    project: { key: "WEB" },
    status: { name: "To Do" },
  },
};
export const jiraHooks: Payloads = [
  {
    webhookEvent: "jira:issue_created",
    timestamp: 1_700_000_000_000,
    user: { accountId: "x", displayName: "Somebody" },
    issue,
  },
  {
    webhookEvent: "jira:issue_updated",
    timestamp: 1_700_000_000_000,
    user: { accountId: "x", displayName: "Somebody" },
    issue,
    changelog: {
      id: "9",
      items: [
        { field: "labels", fieldtype: "jira", from: null, fromString: "", to: null, toString: "AI-Fix" },
      ],
    },
  },
  {
    webhookEvent: "comment_created",
    timestamp: 1_700_000_000_000,
    issue,
    comment: {
      id: "3",
      body: "words",
      author: { accountId: "x", displayName: "Somebody" },
      created: "2026-11-01T10:00:00.000+0000",
    },
  },
];
const sentryEvent = {
  event_id: "1".repeat(32),
  issue_id: "77",
  title: boom,
  level: "error",
  url: "https://x/projects/acme/checkout/events/1/",
  web_url: "https://x/1",
  exception: {
    values: [
      {
        type: "TypeError",
        value: boom,
        stacktrace: {
          frames: [
            {
              filename: "/srv/checkout/src/a.js",
              abs_path: "/srv/checkout/src/a.js",
              function: "f",
              lineno: 1,
              in_app: true,
            },
          ],
        },
      },
    ],
  },
};
export const sentryHooks: Named = [
  ["event_alert", { action: "triggered", data: { event: sentryEvent, triggered_rule: "r" } }],
  ["error", { action: "created", data: { error: sentryEvent } }],
  [
    "issue",
    {
      action: "created",
      data: {
        issue: {
          id: "77",
          shortId: "CHECKOUT-1",
          title: boom,
          culprit: "f",
          level: "error",
          status: "unresolved",
          web_url: "https://x/1",
          project: { slug: "checkout", id: "1", name: "checkout" },
          metadata: { type: "TypeError", value: boom },
        },
      },
    },
  ],
  [
    "metric_alert",
    {
      action: "critical",
      data: {
        metric_alert: { id: "1", title: "t", alert_rule: { name: "r" }, projects: ["checkout"] },
        description_title: "t",
        description_text: "x",
        web_url: "https://x/1",
      },
    },
  ],
];
