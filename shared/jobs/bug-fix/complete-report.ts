import type { CallOutcome } from "../../integrations/call.ts";
import { sentryClient } from "../../integrations/sentry/client.ts";
import { fillFromEvent } from "./sources/sentry/map.ts";
import type { Spine } from "../../spine/context.ts";
import { isMetricAlert } from "./metric-alert.ts";
import type { BugReport } from "./report.ts";

/**
 * A report with all that its source knows: Sentry's webhooks say how often it happened or where, hardly ever both. What
 * can't be found there stays as it was reported.
 */
export async function completeReport(spine: Spine, report: BugReport): Promise<CallOutcome<BugReport>> {
  const { origin } = report;
  if (origin.kind !== "sentry" || isMetricAlert(report)) return { kind: "answered", value: report };
  const { SENTRY_AUTH_TOKEN, SENTRY_ORG } = spine.settings;
  if (SENTRY_AUTH_TOKEN === undefined || SENTRY_ORG === undefined) return { kind: "answered", value: report };
  const sentry = sentryClient(spine);
  let full = report;
  if (report.events === null || report.users === null) {
    const issue = await sentry.issue(origin.issueId);
    if (issue.kind === "answered") full = { ...full, events: issue.value.events, users: issue.value.users };
    else if (issue.kind !== "refused") return issue;
  }
  if (report.frames.length === 0) {
    const event = await sentry.latestEvent(origin.issueId);
    if (event.kind === "answered") full = fillFromEvent(full, event.value);
    else if (event.kind !== "refused") return event;
  }
  return { kind: "answered", value: full };
}
