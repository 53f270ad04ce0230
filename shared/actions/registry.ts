import type { ApplicableKind } from "../policy/boundaries.ts";
import { type ActionKinds, type SealedActionKind, sealActionKind } from "../spine/action-kind.ts";
import { artefactUpdate } from "./artefact-update.ts";
import { avatarSession } from "./avatar-session.ts";
import { avatarStop } from "./avatar-stop.ts";
import { blogCorrect } from "./blog-correct.ts";
import { blogPublish } from "./blog-publish.ts";
import { blogUnpublish } from "./blog-unpublish.ts";
import { blueskyPost } from "./bluesky-post.ts";
import { codeExecute } from "./code-execute.ts";
import { codeProtected } from "./code-protected.ts";
import { deliveryPlan } from "./delivery-plan.ts";
import { emailExternal } from "./email-external.ts";
import { emailInternal } from "./email-internal.ts";
import { emailReply } from "./email-reply.ts";
import { emailStakeholder } from "./email-stakeholder.ts";
import { foundationLay } from "./foundation-lay.ts";
import { gistPublish } from "./gist-publish.ts";
import { githubComment } from "./github-comment.ts";
import { jiraComment } from "./jira-comment.ts";
import { jiraCreateTicket } from "./jira-create-ticket.ts";
import { jiraStatusChange } from "./jira-status-change.ts";
import { linkedinPost } from "./linkedin-post.ts";
import { meetingBot } from "./meeting-bot.ts";
import { meetingBotCancel } from "./meeting-bot-cancel.ts";
import { meetingNotes } from "./meeting-notes.ts";
import { milestoneChange } from "./milestone-change.ts";
import { notificationInternal } from "./notification-internal.ts";
import { pullRequestDraft } from "./pull-request-draft.ts";
import { pullRequestMerge } from "./pull-request-merge.ts";
import { pullRequestReady } from "./pull-request-ready.ts";
import { repositoryCreate } from "./repository-create.ts";
import { scopeChange } from "./scope-change.ts";
import { sentryResolve } from "./sentry-resolve.ts";
import { slackReply } from "./slack-reply.ts";
import { slackReport } from "./slack-report.ts";
import { storyExecute } from "./story-execute.ts";
import { threadsPost } from "./threads-post.ts";
import { ticketLink } from "./ticket-link.ts";
import { ticketMove } from "./ticket-move.ts";
import { ticketNote } from "./ticket-note.ts";
import { ticketOpen } from "./ticket-open.ts";
import { voiceReport } from "./voice-report.ts";

/**
 * Every kind that may be applied; null: it has its boundary and no code yet, so it can't happen. A new kind is a file
 * and a line here; a forbidden kind can't be added.
 */
export const actionKinds = {
  heartbeat_log: null,
  notification_internal: sealActionKind(notificationInternal),
  pull_request_draft: sealActionKind(pullRequestDraft),
  pull_request_ready: sealActionKind(pullRequestReady),
  github_comment: sealActionKind(githubComment),
  sentry_resolve: sealActionKind(sentryResolve),
  artefact_update: sealActionKind(artefactUpdate),
  jira_comment: sealActionKind(jiraComment),
  email_internal: sealActionKind(emailInternal),
  email_stakeholder: sealActionKind(emailStakeholder),
  jira_status_change: sealActionKind(jiraStatusChange),
  email_external: sealActionKind(emailExternal),
  jira_create_ticket: sealActionKind(jiraCreateTicket),
  ticket_open: sealActionKind(ticketOpen),
  ticket_note: sealActionKind(ticketNote),
  ticket_link: sealActionKind(ticketLink),
  ticket_move: sealActionKind(ticketMove),
  scope_change: sealActionKind(scopeChange),
  milestone_change: sealActionKind(milestoneChange),
  bluesky_post: sealActionKind(blueskyPost),
  linkedin_post: sealActionKind(linkedinPost),
  threads_post: sealActionKind(threadsPost),
  gist_publish: sealActionKind(gistPublish),
  email_reply: sealActionKind(emailReply),
  blog_publish: sealActionKind(blogPublish),
  blog_correct: sealActionKind(blogCorrect),
  blog_unpublish: sealActionKind(blogUnpublish),
  slack_report: sealActionKind(slackReport),
  slack_reply: sealActionKind(slackReply),
  code_execute: sealActionKind(codeExecute),
  code_protected: sealActionKind(codeProtected),
  delivery_plan: sealActionKind(deliveryPlan),
  foundation_lay: sealActionKind(foundationLay),
  story_execute: sealActionKind(storyExecute),
  repository_create: sealActionKind(repositoryCreate),
  pull_request_merge: sealActionKind(pullRequestMerge),
  meeting_bot: sealActionKind(meetingBot),
  meeting_bot_cancel: sealActionKind(meetingBotCancel),
  meeting_notes: sealActionKind(meetingNotes),
  voice_report: sealActionKind(voiceReport),
  avatar_session: sealActionKind(avatarSession),
  avatar_stop: sealActionKind(avatarStop),
} satisfies { [K in ApplicableKind]: SealedActionKind<K> | null };

const byName = new Map<string, SealedActionKind | null>(Object.entries(actionKinds));

export const actionKindOf: ActionKinds = (kind) => byName.get(kind) ?? undefined;
