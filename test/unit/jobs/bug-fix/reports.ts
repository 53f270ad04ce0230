import type { Frame } from "../../../../shared/jobs/bug-fix/frame.ts";
import type { BugReport } from "../../../../shared/jobs/bug-fix/report.ts";

/** A call of the application's own code. */
export function call(file: string, over: Partial<Frame> = {}): Frame {
  return { file, line: 38, function: "cartTotal", module: null, inApp: true, ...over };
}

export const sentryOrigin = {
  kind: "sentry",
  organization: "acme",
  project: "checkout",
  issueId: "5001",
  eventId: null,
  url: "https://acme.sentry.io/issues/5001/",
} as const;

/** A report of Sentry's about nothing much. */
export function report(over: Partial<BugReport> = {}): BugReport {
  return {
    type: "bug",
    source: "sentry",
    by: "sentry",
    title: "TypeError: Cannot read properties of undefined (reading 'cents')",
    text: "",
    errorType: "TypeError",
    errorMessage: "Cannot read properties of undefined (reading 'cents')",
    frames: [],
    events: null,
    users: null,
    level: null,
    repository: null,
    origin: sentryOrigin,
    project: "default",
    channel: null,
    ...over,
  };
}
