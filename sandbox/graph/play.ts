import { randomUUID } from "node:crypto";
import { z } from "zod";
import { arrivalHeaders } from "./authentication.ts";
import { type Mailer, type Message, outlookId } from "./message.ts";
import type { GraphState } from "./state.ts";

const moment = z
  .union([z.iso.datetime({ offset: true }), z.number()])
  .transform((value) => new Date(value).toISOString());

/** `Maya Ortiz <maya@signalbox.example>`, or the address alone. */
const mailer = z.string().transform((value, context): Mailer => {
  const [, name, behind] = /^\s*([^<>]*?)\s*<([^<>]+)>\s*$/.exec(value) ?? [];
  const address = (behind ?? value).trim();
  if (z.email().safeParse(address).success) return { name: name || address, address };
  context.addIssue(`${value} is no address`);
  return z.NEVER;
});
const mailers = z
  .union([
    z.string().transform((text) => text.split(/[,;]/).filter((one) => one.trim() !== "")),
    z.array(z.string()),
  ])
  .pipe(z.array(mailer));

export const playedMail = z.strictObject({
  /** What others are to call it by; absent: a new one. The same again is not played again. */
  id: z.string().min(1).optional(),
  mailbox: z.email().toLowerCase().default("atlas@signalbox.example"),
  /** When it was written. */
  at: moment.optional(),
  /** When it came in; absent: when it was written. */
  received: moment.optional(),
  from: mailer,
  to: mailers,
  cc: mailers.default([]),
  subject: z.string(),
  body: z.string(),
  format: z.enum(["text", "html"]).default("text"),
  /** Mails under the same word belong together; absent: the subject without its "Re:" is that word. */
  conversation: z.string().min(1).optional(),
  attachments: z.array(z.string()).default([]),
  /** A well-known name or a name of people's; absent: inbox, or sentitems for what the mailbox has written itself. */
  folder: z.string().min(1).optional(),
  /** What the mailbox's server says of the sender: see `arrivalHeaders`. */
  authentication: z.string().nullable().default("pass"),
  /** Headers that it brought with it. */
  headers: z.array(z.strictObject({ name: z.string(), value: z.string() })).default([]),
});

export const playRequest = z.strictObject({ mails: z.array(playedMail).min(1) });

/** Puts a mail where it belongs, once under its id. */
export function play(state: GraphState, mail: z.infer<typeof playedMail>): Message {
  const { mailbox, from, to, cc, subject, attachments } = mail;
  state.addMailbox(mailbox);
  const internetMessageId = `<${mail.id ?? randomUUID()}@${from.address.split("@").at(-1) ?? "nowhere"}>`;
  const known = state.messages.find(
    (one) => one.mailbox === mailbox && one.internetMessageId === internetMessageId,
  );
  if (known) return known;
  const sent = mail.at ?? new Date(state.now()).toISOString();
  const isOwn = from.address.toLowerCase() === mailbox;
  const folder = state.folderFor(mailbox, mail.folder ?? (isOwn ? "sentitems" : "inbox"));
  const isSent = isOwn && folder.name === "Sent Items";
  return state.add({
    mailbox,
    folder: folder.id,
    subject,
    body: { contentType: mail.format, content: mail.body },
    from,
    to,
    cc,
    sent,
    received: mail.received ?? sent,
    conversation: conversationOf(mail.conversation ?? bare(subject)),
    internetMessageId,
    headers: isSent
      ? []
      : arrivalHeaders({ from, internetMessageId, sent }, mail.authentication, mail.headers),
    attachments,
    isDraft: false,
    properties: {},
  });
}

/** A conversation's id is taken as it is; any other word makes one. */
function conversationOf(word: string): string {
  return word.startsWith("AAQk") ? word : outlookId("AAQk", word.toLowerCase());
}

function bare(subject: string): string {
  return subject.replace(/^(?:\s*(?:re|aw|fwd?|wg)\s*:)+/i, "").trim() || randomUUID();
}
