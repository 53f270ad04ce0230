import { alert, frames } from "../../../unit/jobs/bug-fix/sentry/shapes.ts";
import type { Payload } from "./payload.ts";

/** What every delivery of an integration has around its data. */
const around = (action: string, data: object) => ({
  action,
  actor: { type: "user", id: 789, name: "Zoë Ångström" },
  data,
  installation: { uuid: "7a485448-a9e2-4c85-8a3c-4f44175783c9" },
});
const told = (resource: string, action: string, data: object) => ({
  headers: { "sentry-hook-resource": resource },
  payload: around(action, data),
});

const issue = (over: object = {}) => ({
  url: "https://sentry.io/api/0/organizations/acme/issues/1170820242/",
  web_url: "https://acme.sentry.io/issues/1170820242/",
  project_url: "https://acme.sentry.io/projects/checkout/",
  id: "1170820242",
  shareId: null,
  shortId: "CHECKOUT-12",
  title: "TypeError: « Größe » n'est pas défini — 値",
  culprit: null,
  permalink: null,
  logger: null,
  level: "error",
  status: "unresolved",
  statusDetails: {},
  substatus: "new",
  isPublic: false,
  platform: "javascript",
  project: { id: "1", name: "Checkout", slug: "checkout", platform: "node-express" },
  type: "error",
  metadata: { value: "« Größe » n'est pas défini — 値", type: "TypeError", filename: null, severity: 0.1 },
  numComments: 0,
  assignedTo: null,
  isBookmarked: false,
  hasSeen: false,
  annotations: [],
  issueType: "error",
  issueCategory: "error",
  count: "1",
  userCount: 0,
  firstSeen: "2026-11-20T09:55:09.000000Z",
  lastSeen: "2026-11-20T09:55:09.000000Z",
  ...over,
});

const ofIssue = (action: string, becomes: Payload["becomes"], over: object = {}): Payload => ({
  name: `an issue, ${action}`,
  ...told("issue", action, { issue: issue(over) }),
  becomes,
  row: { kind: "sentry.issue" },
});

const threshold = (action: string, becomes: Payload["becomes"]): Payload => ({
  name: `a metric alert, ${action}`,
  ...told("metric_alert", action, {
    metric_alert: {
      id: "7",
      identifier: "7",
      organization_id: "1",
      title: "95th percentile > 3s",
      projects: ["checkout"],
      status: 20,
      status_method: 3,
      type: 2,
      date_closed: null,
      alert_rule: {
        id: "5",
        name: "95th percentile > 3s",
        projects: ["checkout"],
        aggregate: "percentile(transaction.duration, 0.95)",
        dataset: "transactions",
        query: "",
        environment: null,
        time_window: 60,
        triggers: [{ id: "1", label: "critical", alert_threshold: 3000, actions: [] }],
      },
    },
    description_text: "3 210 in the last 60 minutes",
    description_title: "Critical: 95th percentile > 3s",
    web_url: "https://acme.sentry.io/organizations/acme/alerts/rules/details/5/?alert=7",
  }),
  becomes,
  row: { kind: "sentry.metric_alert" },
});

const comment = {
  comment: "Ich schau’s mir an 👀",
  issue_id: 1170820242,
  comment_id: 5,
  timestamp: "2026-11-20T10:00:00Z",
  project_slug: "checkout",
};
const unread: readonly [resource: string, action: string, data: object][] = [
  [
    "installation",
    "created",
    {
      installation: { status: "pending", organization: { slug: "acme" }, app: { slug: "crew" }, code: "c1" },
    },
  ],
  [
    "installation",
    "deleted",
    {
      installation: { status: "pending", organization: { slug: "acme" }, app: { slug: "crew" }, code: null },
    },
  ],
  ["comment", "created", comment],
  ["comment", "updated", comment],
  ["comment", "deleted", comment],
  ["seer", "root_cause_completed", { run_id: 123, group_id: 456 }],
  ["preprod_artifact", "size_analysis_completed", { build_id: "1" }],
];

/** What Sentry's integration platform sends (docs.sentry.io/organization/integrations/integration-platform/webhooks). */
export const ofSentry: readonly Payload[] = [
  { ...ofIssue("created", "queued"), id: "sentry:issue:1170820242:created" },
  {
    ...ofIssue("unresolved", "queued", { substatus: "regressed", metadata: {}, count: 12 }),
    id: "sentry:issue:1170820242:unresolved:2026-11-20T09:55:09.000000Z",
  },
  ofIssue("unresolved", "queued", {
    id: 77,
    metadata: null,
    count: null,
    userCount: null,
    level: "sample",
    title: null,
  }),
  ofIssue("assigned", "dropped", {
    assignedTo: { type: "user", name: "Zoë", id: "1", email: "zoe@acme.example" },
  }),
  ofIssue("resolved", "dropped", { status: "resolved", statusDetails: { inCommit: null } }),
  ofIssue("archived", "dropped", { status: "ignored", substatus: "archived_until_escalating" }),
  ofIssue("ignored", "dropped", { status: "ignored" }),
  ...Object.entries(frames).map(([language, calls]): Payload => ({
    name: `an alert about an error in ${language}`,
    ...told("event_alert", "triggered", {
      event: {
        ...alert,
        event_id: language,
        exception: { values: [{ type: "E", value: null, stacktrace: { frames: calls } }] },
      },
      triggered_rule: "Très important ❗",
      issue_alert: { title: "Très important ❗", settings: [] },
    }),
    becomes: "queued",
    row: { kind: "sentry.event_alert", body: { source: "sentry", errorType: "E" } },
  })),
  {
    name: "an alert about a message, without any calls",
    ...told("event_alert", "triggered", {
      event: {
        event_id: "m1",
        issue_id: "9",
        message: "",
        logentry: { formatted: "Größe &lt; 0" },
        exception: null,
        level: "warning",
        tags: null,
      },
      triggered_rule: null,
    }),
    becomes: "queued",
    row: { body: { errorType: null, frames: [], title: "Größe &lt; 0" } },
  },
  {
    name: "an error",
    ...told("error", "created", { error: { ...alert, issue_id: 1170820242 } }),
    becomes: "queued",
    row: { kind: "sentry.error", body: { errorType: "TypeError", origin: { issueId: "1170820242" } } },
  },
  threshold("critical", "queued"),
  threshold("warning", "queued"),
  threshold("resolved", "dropped"),
  ...unread.map(([resource, action, data]): Payload => ({
    name: `${resource}, ${action}`,
    ...told(resource, action, data),
    becomes: "ignored",
    row: { reason: `nothing is read from ${resource}` },
  })),
];
