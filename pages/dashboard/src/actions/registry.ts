import type { actionKinds } from "../../../../shared/actions/registry.ts";
import type { ApplicableKind } from "../../../../shared/policy/boundaries.ts";
import { spoken } from "../parts/words.ts";
import type { ActionView } from "./action-view.ts";
import { blogPublish } from "./blog-publish.tsx";
import { codeExecute } from "./code-execute.tsx";
import { codeProtected } from "./code-protected.tsx";
import { email } from "./email.tsx";
import { githubComment } from "./github-comment.tsx";
import { jiraComment } from "./jira-comment.tsx";
import { jiraCreateTicket } from "./jira-create-ticket.tsx";
import { jiraStatusChange } from "./jira-status-change.tsx";
import { pullRequestDraft, pullRequestReady } from "./pull-request.tsx";
import { sentryResolve } from "./sentry-resolve.tsx";
import { socialPost } from "./social-post.tsx";

type Kinds = typeof actionKinds;
type BuiltKind = { [K in keyof Kinds]: Kinds[K] extends null ? never : K }[keyof Kinds];

/** How each kind that can happen is shown. A kind without code may be here already: it can be proposed. */
const views: Record<BuiltKind, ActionView> & Partial<Record<ApplicableKind, ActionView>> = {
  notification_internal: { isTalk: true },
  blog_rebuild: {},
  pull_request_draft: pullRequestDraft,
  pull_request_ready: pullRequestReady,
  github_comment: githubComment,
  sentry_resolve: sentryResolve,
  jira_comment: jiraComment,
  email_stakeholder: email,
  jira_status_change: jiraStatusChange,
  email_external: email,
  jira_create_ticket: jiraCreateTicket,
  blog_publish: blogPublish,
  social_publish: socialPost,
  code_execute: codeExecute,
  code_protected: codeProtected,
};

const byKind = new Map<string, ActionView>(Object.entries(views));

export function viewOf(kind: string): ActionView {
  return byKind.get(kind) ?? {};
}

/** A kind of action, or of work, as people say it: "blog_post" is a "Blog post". */
export function kindWords(kind: string): string {
  return viewOf(kind).words ?? spoken(kind);
}
