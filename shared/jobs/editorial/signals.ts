import { z } from "zod";
import { mailWords, type ReceivedMail, receivedMail } from "../../domain/received-mail.ts";
import { type SlackMessage, slackMessage, type TypedRequest, typedRequest } from "../../domain/said.ts";
import type { SignalForm } from "../../spine/signal-form.ts";

/** Something that was said to us in Slack. */
export const slackForm: SignalForm<SlackMessage> = {
  schema: slackMessage,
  words: ({ text }) => text,
  answer: ({ text }) => ({ text, typedBy: null }),
  spot: ({ channel, thread, reply, user }) => ({ channel, thread, reply, user }),
  // In its thread, but as a request of its own: it is no answer to whatever may be open there.
  again: (body) => ({ ...body, reply: false }),
};

/** A request from the dashboard. */
export const requestForm: SignalForm<TypedRequest> = {
  schema: typedRequest,
  words: ({ text }) => text,
  answer: ({ by, text }) => ({ text, typedBy: by }),
};

/** A mail that came to one of our mailboxes. */
export const mailForm: SignalForm<ReceivedMail> = {
  schema: receivedMail,
  words: ({ from, subject }) => `mail from ${from.address}: ${subject || "no subject"}`,
  answer: (mail) => ({ text: mailWords(mail), typedBy: null }),
};

/** What a schedule asks for when its time has come. */
export const scheduledRequest = z.strictObject({
  type: z.literal("schedule"),
  /** The schedule's id, and what people call it. */
  schedule: z.string(),
  name: z.string(),
  /** The kind of text; null: whatever the words are understood as. */
  kind: z.string().nullable(),
  text: z.string(),
  project: z.string(),
  /** Slack channel in which the task talks; null: its people look at the dashboard. */
  channel: z.string().nullable(),
  /** Whose words they are. */
  by: z.string(),
  /** The planned time. */
  at: z.iso.datetime(),
});
export type ScheduledRequest = z.infer<typeof scheduledRequest>;

/** An issue in Jira that was given a label which a route names. */
export const ticketRequest = z.strictObject({
  type: z.literal("ticket"),
  issue: z.string(),
  url: z.string(),
  /** The labels that it was given and that routes name. */
  labels: z.array(z.string()),
  title: z.string(),
  /** Title and description. */
  text: z.string(),
  project: z.string(),
  /** Slack channel in which the task talks; null: on the dashboard. */
  channel: z.string().nullable(),
  by: z.string(),
});
export type TicketRequest = z.infer<typeof ticketRequest>;

export const ticketKind = "jira.asked";

export const ticketForm: SignalForm<TicketRequest> = {
  schema: ticketRequest,
  words: ({ by, issue, title }) => `${by} asked in ${issue}: ${title}`,
  answer: ({ text, by }) => ({ text, typedBy: by }),
};

/** A comment on an issue in which one of our tasks may be told of. */
export const ticketComment = z.strictObject({
  type: z.literal("ticket_comment"),
  issue: z.string(),
  /** Its id in Jira. */
  comment: z.string(),
  text: z.string(),
  by: z.string(),
  /** When it was written, by Jira's clock: epoch milliseconds. */
  writtenAt: z.number(),
});
export type TicketComment = z.infer<typeof ticketComment>;

export const commentKind = "jira.commented";

export const commentForm: SignalForm<TicketComment> = {
  schema: ticketComment,
  words: ({ by, issue, text }) => `${by} wrote in ${issue}: ${text}`,
  answer: ({ text, by, issue }) => ({ text, typedBy: by, where: `in ${issue}` }),
};

export const scheduleKind = "schedule.due";

export const scheduleForm: SignalForm<ScheduledRequest> = {
  schema: scheduledRequest,
  words: ({ name, text }) => `${name}: ${text}`,
  answer: ({ by, text }) => ({ text, typedBy: by }),
};

/** Gmail has told us, through Pub/Sub, that there is something to see: it doesn't say what. */
export const gmailPush = z.strictObject({
  type: z.literal("gmail_push"),
  mailbox: z.string(),
  historyId: z.string(),
});
export type GmailPush = z.infer<typeof gmailPush>;

export const gmailPushForm: SignalForm<GmailPush> = {
  schema: gmailPush,
  words: ({ mailbox }) => `there is something new in ${mailbox}`,
};
