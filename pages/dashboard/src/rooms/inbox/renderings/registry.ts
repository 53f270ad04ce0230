import type { ReactElement } from "react";
import type { ApplicableKind } from "../../../../../../shared/policy/boundaries.ts";
import { blogPublish } from "./blog-publish.tsx";
import { codeExecute } from "./code-execute.tsx";
import { codeProtected } from "./code-protected.tsx";
import { email } from "./email.tsx";
import { githubComment } from "./github-comment.tsx";
import { jiraComment } from "./jira-comment.tsx";
import { jiraCreateTicket } from "./jira-create-ticket.tsx";
import { jiraStatusChange } from "./jira-status-change.tsx";
import type { Payload } from "./payload.ts";
import { pullRequest } from "./pull-request.tsx";
import { sentryResolve } from "./sentry-resolve.tsx";
import { socialDraft, socialPost } from "./social-post.tsx";

/** Shows a payload as it will look where it goes; null when the payload isn't of its kind's form. */
export type Rendering = (payload: Payload) => ReactElement | null;

/** Every kind that people may be asked about; null: its preview says it all. */
const renderings: Record<ApplicableKind, Rendering | null> = {
  heartbeat_log: null,
  notification_internal: null,
  blog_rebuild: null,
  pull_request_draft: pullRequest,
  pull_request_ready: pullRequest,
  github_comment: githubComment,
  sentry_resolve: sentryResolve,
  artefact_update: null,
  jira_comment: jiraComment,
  email_stakeholder: email,
  jira_status_change: jiraStatusChange,
  email_external: email,
  jira_create_ticket: jiraCreateTicket,
  scope_change: null,
  milestone_change: null,
  blog_publish: blogPublish,
  social_draft: socialDraft,
  social_publish: socialPost,
  slack_report: null,
  code_execute: codeExecute,
  code_protected: codeProtected,
  pull_request_merge: null,
};

const byKind = new Map<string, Rendering | null>(Object.entries(renderings));

export function renderingOf(kind: string): Rendering | null {
  return byKind.get(kind) ?? null;
}
