import { z } from "zod";
import { sentryResolve } from "../../../../actions/sentry-resolve.ts";
import type { CallOutcome } from "../../../../integrations/call.ts";
import { sentryClient } from "../../../../integrations/sentry/client.ts";
import type { SentryEvent } from "../../../../integrations/sentry/schema.ts";
import type { Spine } from "../../../../spine/context.ts";
import { mostFrames } from "../../frame.ts";
import type { ReportOf } from "../../report-parts.ts";
import { reportWords } from "../../report-words.ts";
import { acting } from "../reaction.ts";
import type { ReportSource } from "../report-source.ts";

const origin = z.strictObject({
  kind: z.literal("sentry"),
  organization: z.string(),
  project: z.string(),
  issueId: z.string(),
  eventId: z.string().nullable(),
  url: z.string(),
});
export type SentryOrigin = z.infer<typeof origin>;

/** Sentry's issues, errors and alerts. It has no thread: what becomes of a report stands on our record alone. */
export const sentrySource: ReportSource<"sentry", SentryOrigin> = {
  name: "sentry",
  origin,
  signals: {
    "sentry.issue": "Sentry issue",
    "sentry.event_alert": "Sentry alert",
    "sentry.error": "Sentry error",
    "sentry.metric_alert": "Sentry metric alert",
  },
  judged: {
    by: "score",
    codeless: ({ issueId }) => (isMetric(issueId) ? "a metric names no code" : null),
  },
  page: ({ issueId, url }) => ({ name: issueId, url }),
  identity: ({ origin: { organization, issueId } }) => `sentry:${organization}:${issueId}`,
  evidence: ({ project }) => ({
    weight: 0.7,
    why: `its Sentry project is ${project}`,
    fits: ({ sentryProjects }) => sentryProjects.includes(project),
  }),
  complete,
  tell: { linked: () => [], planned: () => [], merged: () => [] },
  resolve: ({ organization, issueId }) => [acting("resolve", sentryResolve, { organization, issueId })],
};

const metric = "metric:";

/** What stands for the issue in a report of a metric alert: Sentry keeps these apart from its issues. */
export function metricIssue(alertId: string): string {
  return `${metric}${alertId}`;
}

/** Whether a report is about a number that is out of its limits, and not about an error. */
function isMetric(issueId: string): boolean {
  return issueId.startsWith(metric);
}

type SentryReport = ReportOf<SentryOrigin>;

/** Sentry's webhooks say how often something happened or where, hardly ever both: its API says the rest. */
async function complete(spine: Spine, report: SentryReport): Promise<CallOutcome<SentryReport>> {
  const { issueId } = report.origin;
  const { SENTRY_AUTH_TOKEN, SENTRY_ORG } = spine.settings;
  if (isMetric(issueId) || SENTRY_AUTH_TOKEN === undefined || SENTRY_ORG === undefined)
    return { kind: "answered", value: report };
  const sentry = sentryClient(spine);
  let full = report;
  if (report.events === null || report.users === null) {
    const issue = await sentry.issue(issueId);
    if (issue.kind === "answered") full = { ...full, events: issue.value.events, users: issue.value.users };
    else if (issue.kind !== "refused") return issue;
  }
  if (report.frames.length === 0) {
    const event = await sentry.latestEvent(issueId);
    if (event.kind === "answered") full = fillFromEvent(full, event.value);
    else if (event.kind !== "refused") return event;
  }
  return { kind: "answered", value: full };
}

/** A report with what an event of its issue knows besides. */
function fillFromEvent(report: SentryReport, event: SentryEvent): SentryReport {
  return {
    ...report,
    text: reportWords(report.text, event.value === null ? event.message : null),
    errorType: event.errorType ?? report.errorType,
    frames: event.frames.filter(({ file }) => file !== "").slice(0, mostFrames),
    origin: { ...report.origin, eventId: event.id },
  };
}
