import { sweepAssignments } from "../../executor/assignments.ts";
import { type Job, taking } from "../../spine/job.ts";
import { planningTasks } from "../queues.ts";
import { bugFixName } from "./name.ts";
import { offerReport } from "./offer-report.ts";
import { onPullRequest } from "../../changes/on-pull-request.ts";
import { bugForm } from "./signals.ts";
import { pullRequestForm } from "../../changes/pull-request-event.ts";
import { movedForm, movedKind, offerMoved } from "./sources/github/moved.ts";
import { reportSignals } from "./sources/registry.ts";

const reported = Object.fromEntries(
  [...reportSignals].map(([kind, label]) => [kind, taking(label, bugForm, offerReport)]),
);
const happened = (label: string) =>
  taking(label, pullRequestForm, async (spine, signal) => onPullRequest(spine, signal, bugFixName));

/** Fixing bugs: from a report, with a plan that people agree to, to a merged pull request. */
export const bugFix: Job = {
  name: bugFixName,
  // Carrying a plan out is counted apart, as the executor's.
  agent: "planning",
  queues: [planningTasks],
  workflow: (env) => env.BUG_FIX,
  proposes: [
    "pull_request_draft",
    "pull_request_ready",
    "github_comment",
    "code_execute",
    "code_protected",
    "jira_comment",
    "jira_status_change",
    "sentry_resolve",
  ],
  revisable: true,
  takes: {
    ...reported,
    [movedKind]: taking("Repository renamed", movedForm, offerMoved),
    "github.comment": happened("Comment on a pull request"),
    "github.closed": happened("Pull request closed"),
    "github.checks": happened("Checks on a pull request"),
  },
  budgetUsd: ({ LLM_FIX_BUDGET_USD }) => LLM_FIX_BUDGET_USD,
  duties: { sweepAssignments },
};
