import type { WireMailbox, WireMessage } from "../../../../integrations/graph/schema.ts";
import type { Person } from "../../../../domain/person.ts";
import type { Provenance } from "../../../../domain/provenance.ts";
import { type WatchSignal, watchSignalId } from "../../../../domain/watch/watch-signal.ts";
import type { KnownSignal } from "../known-signals.ts";
import { type Authentication, authenticationOf } from "../../../../integrations/mail/authentication.ts";

export interface MailContext {
  project: string;
  mailbox: string;
  /** As the rules name it. */
  folder: string;
  people: readonly Person[];
}

/** A text that is longer is cut: a row of the database has its limit. Characters. */
const longestText = 200_000;
const longestTitle = 300;

/** A mail as a signal; null for a draft. */
export function signalOfMail(
  message: WireMessage,
  attachments: readonly string[],
  context: MailContext,
): WatchSignal | null {
  if (message.isDraft === true) return null;
  const sender = addressOf(message.from);
  const isOwn = sender === context.mailbox;
  const received = Date.parse(message.receivedDateTime ?? message.sentDateTime ?? "") || 0;
  const sent = Date.parse(message.sentDateTime ?? "") || received;
  const content = message.body?.content ?? null;
  const authentication = authenticationIn(message, sender ?? "", context);
  return {
    id: mailSignalId(context.project, message.id),
    project: context.project,
    source: "outlook",
    type: isOwn ? "mail_sent" : "mail_received",
    item: message.conversationId || message.id,
    // A sender's clock may be ahead, and a date may be made up; before it was received it was sent.
    at: sent > 0 ? Math.min(sent, received) : received,
    title: titleOf(message.subject),
    text: content === null ? null : content.slice(0, longestText),
    author: { name: message.from?.emailAddress.name || sender || "unknown", address: sender },
    to: [...message.toRecipients, ...message.ccRecipients].flatMap((one) => addressOf(one) ?? []),
    attachments: [...attachments],
    url: message.webLink ?? null,
    provenance: provenanceOf(sender, authentication, context),
    detail: {
      format: message.body?.contentType ?? null,
      received: new Date(received).toISOString(),
      folder: context.folder,
      messageId: message.internetMessageId ?? null,
      authentication: authentication.why,
      automatic: automaticIn(message),
      cut: content !== null && content.length > longestText ? `of ${content.length} characters` : null,
    },
  };
}

/** A mail that was told of and is in the watched folders no more. */
export function signalOfRemoval(
  { id, item, title }: KnownSignal,
  context: Pick<MailContext, "project" | "folder">,
  now: number,
): WatchSignal {
  return {
    id: `${id}:removed`,
    project: context.project,
    source: "outlook",
    type: "mail_removed",
    item,
    at: now,
    title: `Removed: ${title}`.slice(0, longestTitle),
    text: null,
    author: { name: "Outlook", address: null },
    to: [],
    attachments: [],
    url: null,
    provenance: "external",
    detail: { folder: context.folder },
  };
}

export function mailSignalId(project: string, native: string): string {
  return watchSignalId(project, "outlook", native);
}

/** Our own people's words are internal when it is certain that they are theirs; everybody else's come from outside. */
function provenanceOf(
  sender: string | null,
  { passed }: Authentication,
  { people, mailbox }: MailContext,
): Provenance {
  const isOurs = sender !== null && (sender === mailbox || people.some(({ email }) => email === sender));
  return isOurs && passed ? "internal" : "external";
}

/** What the mailbox has sent itself came through no server that could vouch for it: it lies among what was sent. */
function authenticationIn(message: WireMessage, sender: string, context: MailContext): Authentication {
  const headers = message.internetMessageHeaders ?? [];
  const arrived = headers.some(({ name }) => name.toLowerCase() === "received");
  return sender === context.mailbox && context.folder.toLowerCase() === "sentitems" && !arrived
    ? { passed: true, why: "sent from this mailbox" }
    : authenticationOf(headers, sender, { kind: "exchange", mailbox: context.mailbox });
}

/** How a mail says that a machine has written it: "auto-replied". */
function automaticIn({ internetMessageHeaders }: WireMessage): string | null {
  const found = (internetMessageHeaders ?? []).find(({ name }) => name.toLowerCase() === "auto-submitted");
  const value = found?.value.trim().toLowerCase() ?? "no";
  return value === "no" || value === "" ? null : value;
}

function addressOf(one: WireMailbox | null | undefined): string | null {
  return one?.emailAddress.address?.trim().toLowerCase() || null;
}

function titleOf(subject: string | null | undefined): string {
  const line = (subject ?? "").replaceAll(/\s+/g, " ").trim();
  return line === "" ? "(no subject)" : line.slice(0, longestTitle);
}
