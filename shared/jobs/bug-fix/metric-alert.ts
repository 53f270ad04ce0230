import type { BugReport } from "./report.ts";

const mark = "metric:";

/** What stands for the issue in a report of a metric alert: Sentry keeps these apart from its issues. */
export function metricIssue(alertId: string): string {
  return `${mark}${alertId}`;
}

/** Whether a report is about a number that is out of its limits, and not about an error. */
export function isMetricAlert({ origin }: Pick<BugReport, "origin">): boolean {
  return origin.kind === "sentry" && origin.issueId.startsWith(mark);
}
