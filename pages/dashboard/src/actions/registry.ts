import type { ApplicableKind } from "../../../../shared/policy/boundaries.ts";
import { spoken } from "../parts/words.ts";
import type { ActionView } from "./action-view.ts";
import { artefactUpdate } from "./artefact-update.tsx";
import { avatarSession } from "./avatar-session.tsx";
import { blogCorrect } from "./blog-correct.tsx";
import { blogPublish } from "./blog-publish.tsx";
import { blogUnpublish } from "./blog-unpublish.tsx";
import { blueskyPost } from "./bluesky-post.tsx";
import { codeExecute } from "./code-execute.tsx";
import { codeProtected } from "./code-protected.tsx";
import { email } from "./email.tsx";
import { emailReply } from "./email-reply.tsx";
import { gistPublish } from "./gist-publish.tsx";
import { githubComment } from "./github-comment.tsx";
import { jiraComment } from "./jira-comment.tsx";
import { jiraCreateTicket } from "./jira-create-ticket.tsx";
import { jiraStatusChange } from "./jira-status-change.tsx";
import { linkedinPost } from "./linkedin-post.tsx";
import { milestoneChange } from "./milestone-change.tsx";
import { pullRequestMerge } from "./pull-request-merge.tsx";
import { pullRequestDraft, pullRequestReady } from "./pull-request.tsx";
import { repositoryCreate } from "./repository-create.tsx";
import { scopeChange } from "./scope-change.tsx";
import { sentryResolve } from "./sentry-resolve.tsx";
import { threadsPost } from "./threads-post.tsx";
import { voiceReport } from "./voice-report.tsx";

/** How a kind of action is shown, where that is not as for all: by its name, its preview and its bytes. */
const views: Partial<Record<ApplicableKind, ActionView>> = {
  notification_internal: { isTalk: true },
  artefact_update: artefactUpdate,
  pull_request_draft: pullRequestDraft,
  pull_request_ready: pullRequestReady,
  pull_request_merge: pullRequestMerge,
  repository_create: repositoryCreate,
  github_comment: githubComment,
  sentry_resolve: sentryResolve,
  jira_comment: jiraComment,
  email_internal: email,
  email_stakeholder: email,
  jira_status_change: jiraStatusChange,
  email_external: email,
  email_reply: emailReply,
  gist_publish: gistPublish,
  jira_create_ticket: jiraCreateTicket,
  ticket_open: { ...jiraCreateTicket, words: "Ticket of the task", isTalk: true },
  ticket_note: { ...jiraComment, words: "Note on the ticket", isTalk: true },
  ticket_link: { words: "Link of the ticket", isTalk: true },
  ticket_move: { ...jiraStatusChange, words: "Move of the ticket", isTalk: true },
  scope_change: scopeChange,
  milestone_change: milestoneChange,
  blog_publish: blogPublish,
  blog_correct: blogCorrect,
  blog_unpublish: blogUnpublish,
  bluesky_post: blueskyPost,
  linkedin_post: linkedinPost,
  threads_post: threadsPost,
  voice_report: voiceReport,
  avatar_session: avatarSession,
  avatar_stop: { words: "End of an avatar’s session" },
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
