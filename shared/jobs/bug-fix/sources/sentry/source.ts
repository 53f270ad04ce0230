import { z } from "zod";
import { sentryResolve } from "../../../../actions/sentry-resolve.ts";
import type { CallOutcome } from "../../../../integrations/call.ts";
import { sentryClient } from "../../../../integrations/sentry/client.ts";
import type { SentryEvent } from "../../../../integrations/sentry/event.ts";
import { link } from "../../../../integrations/slack/link.ts";
import { mrkdwn } from "../../../../integrations/slack/mrkdwn.ts";
import type { Spine } from "../../../../spine/context.ts";
import type { ReportOf } from "../../report-parts.ts";
import { reportWords } from "../../report-words.ts";
import { acting, telling } from "../reaction.ts";
import { circumstancesOf, commonOf, seenOf } from "./circumstances.ts";
import { traceOf } from "./event-trace.ts";
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

/**
 * Sentry's issues, errors and alerts. It has no thread: that an issue is taken for the same bug as another is said in Slack,
 * all else stands on our record alone.
 */
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
  tell: {
    linked: ({ issueId, url }, { key, title, reason, isAnother, channel }) => {
      if (!isAnother || channel === null) return [];
      const text = mrkdwn`:link: No new fix for ${link(`Sentry's ${issueId}`, url)} "${title}": ${reason}.`;
      return [telling(key, { channel, thread: null, text })];
    },
    planned: () => [],
    merged: () => [],
    failed: () => [],
  },
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

/**
 * Sentry's webhooks say how often something happened or where, hardly ever both, and show one event at most: its API says
 * the rest.
 */
async function complete(spine: Spine, report: SentryReport): Promise<CallOutcome<SentryReport>> {
  const { issueId } = report.origin;
  const { SENTRY_AUTH_TOKEN, SENTRY_ORG } = spine.settings;
  if (isMetric(issueId) || SENTRY_AUTH_TOKEN === undefined || SENTRY_ORG === undefined)
    return { kind: "answered", value: report };
  const sentry = sentryClient(spine);
  let full = report;
  if (report.events === null || report.users === null) {
    const issue = await sentry.issue(issueId);
    if (issue.kind === "answered") {
      const { events, users } = issue.value;
      full = { ...full, events, users, text: reportWords(full.text, seenOf(issue.value)) };
    } else if (issue.kind !== "refused") return issue;
  }
  const events = await sentry.newestEvents(issueId);
  if (events.kind === "answered") full = fillFromEvents(full, events.value);
  else if (events.kind !== "refused") return events;
  return { kind: "answered", value: full };
}

/** A report with what its issue's newest events know besides. */
function fillFromEvents(report: SentryReport, events: readonly SentryEvent[]): SentryReport {
  const [latest] = events;
  if (latest === undefined) return report;
  const common = commonOf(events);
  if (report.frames.length > 0) return { ...report, text: reportWords(report.text, common) };
  const { errorType, errorMessage, frames } = traceOf(latest);
  return {
    ...report,
    text: reportWords(
      report.text,
      errorMessage === null ? latest.message : null,
      circumstancesOf(latest),
      common,
    ),
    errorType: errorType ?? report.errorType,
    errorMessage: errorMessage ?? report.errorMessage,
    frames,
    origin: { ...report.origin, eventId: latest.id },
  };
}
