import { sweepAssignments } from "../../executor/assignments.ts";
import { type Job, taking } from "../../spine/job.ts";
import { planningTasks } from "../queues.ts";
import { bugFixName } from "./name.ts";
import { offerReport } from "./offer-report.ts";
import { onPullRequest } from "./on-pull-request.ts";
import { bugForm, pullRequestForm } from "./signals.ts";

const reported = (label: string) => taking(label, bugForm, offerReport);
const happened = (label: string) => taking(label, pullRequestForm, onPullRequest);

/** Fixing bugs: from a report, with a plan that people agree to, to a merged pull request. */
export const bugFix: Job = {
  name: bugFixName,
  queue: planningTasks,
  workflow: (env) => env.BUG_FIX,
  revisable: true,
  takes: {
    "sentry.issue": reported("Sentry issue"),
    "sentry.event_alert": reported("Sentry alert"),
    "sentry.error": reported("Sentry error"),
    "sentry.metric_alert": reported("Sentry metric alert"),
    "jira.labelled": reported("Jira label"),
    "slack.agent": reported("Slack command /agent"),
    "github.labelled": reported("GitHub label"),
    "github.mention": reported("GitHub mention"),
    "api.bug": reported("Bug report from the dashboard"),
    "github.comment": happened("Comment on a pull request"),
    "github.closed": happened("Pull request closed"),
    "github.checks": happened("Checks on a pull request"),
  },
  budgetUsd: ({ LLM_FIX_BUDGET_USD }) => LLM_FIX_BUDGET_USD,
  duties: { sweepAssignments },
};
