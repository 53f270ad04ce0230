import { actorOfSlack } from "../../domain/actor.ts";
import { firstWords, type SlackMessage, type TypedRequest } from "../../domain/said.ts";
import { conversationKey } from "../../domain/signal.ts";
import { projectOfChannel } from "../../policy/rules.ts";
import type { Spine } from "../../spine/context.ts";
import { type Job, type Offer, type Offered, taking } from "../../spine/job.ts";
import { beginScheduled } from "./begin-scheduled.ts";
import { deskQueues } from "./desk-queues.ts";
import { begin } from "./begin.ts";
import { routeOf } from "./route.ts";
import { editorialKinds } from "./registry.ts";
import { runSchedules } from "./schedule/run-schedules.ts";
import { beginTicket } from "./tickets/begin-ticket.ts";
import { hearComment } from "./tickets/hear-comment.ts";
import { followTickets } from "./tickets/follow-tickets.ts";
import { opensAt } from "./time-pieces.ts";
import { beginMail } from "./mail/begin-mail.ts";
import { hearPush } from "./mail/hear-push.ts";
import { lookAtMailboxes } from "./mail/look-at-mailboxes.ts";
import { lookBack } from "./look-back.ts";
import { mailKind } from "./mail/mail-signal.ts";
import { renewWatches } from "./mail/renew-watches.ts";
import {
  commentForm,
  commentKind,
  gmailPushForm,
  mailForm,
  requestForm,
  scheduleForm,
  scheduleKind,
  slackForm,
  ticketForm,
  ticketKind,
} from "./signals.ts";

const heard = (label: string) =>
  taking(label, slackForm, async (spine, signal) => beginHeard(spine, signal), { beginsOnly: true });

/** The editorial desk: whatever people ask for in words, until it is understood as a kind of text. */
export const editorial: Job = {
  name: "editorial",
  queues: [
    deskQueues.content,
    deskQueues.community,
    deskQueues.feedback,
    deskQueues.growth,
    deskQueues.meeting,
    deskQueues.report,
  ],
  queueOf: ({ RULES }, signal) => {
    const routed = routeOf(RULES, signal);
    return routed === null ? null : deskQueues[routed.desk].name;
  },
  opensAt,
  workflow: (env) => env.EDITORIAL,
  proposes: [
    ...new Set(editorialKinds.flatMap(({ outlets }) => outlets.map(({ kind }) => kind))),
    "ticket_open",
    "ticket_note",
    "ticket_link",
    "ticket_move",
  ],
  revisable: true,
  takes: {
    "slack.mention": heard("Slack mention"),
    "slack.command": heard("Slack command"),
    // Talk among people is heard for the answers in it alone; those have found their task before.
    "slack.message": taking("Slack message", slackForm, async () => ({
      kind: "decline",
      reason: "no open task in this thread",
    })),
    "api.request": taking(
      "Request from the dashboard",
      requestForm,
      async (spine, signal) => beginTyped(spine, signal),
      { beginsOnly: true },
    ),
    [scheduleKind]: taking("Schedule", scheduleForm, async (spine, signal) => beginScheduled(spine, signal)),
    [ticketKind]: taking("Jira label for the desk", ticketForm, beginTicket),
    [commentKind]: taking("Comment in Jira on a task's ticket", commentForm, hearComment),
    [mailKind]: taking("Mail", mailForm, beginMail),
    "gmail.push": taking("Word of new mail", gmailPushForm, hearPush),
  },
  budgetUsd: ({ LLM_TASK_BUDGET_USD }) => LLM_TASK_BUDGET_USD,
  duties: { runSchedules, renewWatches, lookAtMailboxes, lookBack, followTickets },
};

function beginHeard(spine: Spine, signal: Offered<SlackMessage>): Offer {
  const { kind, body, taskId } = signal;
  const { PEOPLE, RULES } = spine.settings;
  const by = actorOfSlack(PEOPLE, body.user);
  return begin(spine, signal, {
    title: firstWords(body.text),
    project: projectOfChannel(RULES, body.channel),
    conversation: conversationKey(body.channel, body.thread ?? taskId),
    by,
    said: `${by} wrote to us (${kind})`,
  });
}

function beginTyped(spine: Spine, signal: Offered<TypedRequest>): Offer {
  const { by, text, project } = signal.body;
  return begin(spine, signal, {
    title: firstWords(text),
    project,
    conversation: null,
    by,
    said: `${by} asked on the dashboard`,
  });
}
