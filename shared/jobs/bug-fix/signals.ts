import type { SignalForm } from "../../spine/signal-form.ts";
import { type BugReport, bugReportSchema } from "./report.ts";

export const bugForm: SignalForm<BugReport> = {
  schema: bugReportSchema,
  words: ({ by, source, title }) => `${by} reported (${source}): ${title}`,
};
