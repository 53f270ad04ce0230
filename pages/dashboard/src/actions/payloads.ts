/** The payloads of all kinds of action, in their kinds' own forms: this is the one place that knows where these are. */
export type { CodeExecute } from "../../../../shared/actions/code-execute.ts";
export type { CodeProtected } from "../../../../shared/actions/code-protected.ts";
export type { Email } from "../../../../shared/actions/email.ts";
export type { GithubComment } from "../../../../shared/actions/github-comment.ts";
export type { JiraComment } from "../../../../shared/actions/jira-comment.ts";
export type { JiraCreateTicket } from "../../../../shared/actions/jira-create-ticket.ts";
export type { JiraStatusChange } from "../../../../shared/actions/jira-status-change.ts";
export type { PullRequestDraft } from "../../../../shared/actions/pull-request-draft.ts";
export type { PullRequestReady } from "../../../../shared/actions/pull-request-ready.ts";
export type { SentryResolve } from "../../../../shared/actions/sentry-resolve.ts";
export type { BlogPost } from "../../../../shared/jobs/editorial/kinds/blog-post/draft.ts";
