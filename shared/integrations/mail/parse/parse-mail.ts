import PostalMime, { type Email } from "postal-mime";
import type { ReceivedMail } from "../../../domain/received-mail.ts";
import { hexOf } from "../../../platform/digest.ts";
import { visibleLine } from "../../../platform/visible.ts";
import { wellFormed } from "../../../platform/well-formed.ts";
import type { MailHeader } from "../authentication.ts";
import { addressesOf, senderOf } from "./addresses.ts";
import { attachmentsOf } from "./attachments.ts";
import { type CalendarPart, calendarsOf } from "./calendars.ts";
import { messageIdsIn } from "./message-ids.ts";
import { textOf } from "./mail-text.ts";

/** What a door knows of a mail besides its bytes. */
export interface Arrival {
  /** Our own address that it came to. */
  mailbox: string;
  threadId: string | null;
  /** Epoch milliseconds. */
  receivedAt: number;
}

/** A mail as it was read: what is kept of it, and what its head said. */
export interface ParsedMail {
  mail: ReceivedMail;
  /** In the order in which they stand, the newest first. */
  headers: MailHeader[];
  /** What calendars say in it, which nobody reads as words. */
  calendars: CalendarPart[];
}

/** More of a mail isn't read: what is behind it is mostly what was attached. Bytes. */
export const mostBytes = 10 * 1024 * 1024;
const longestSubject = 240;
const mostReferences = 50;

/** Real mails have a few parts in each other; who sends more wants something else. */
const limits = { maxNestingDepth: 30, maxHeadersSize: 256 * 1024, maxRfc822NestingDepth: 2 } as const;

/**
 * Reads a mail, however odd. Nothing in it makes this fail: what can't be read is empty, and what is too much is cut, with a note
 * for people.
 */
export async function parseMail(raw: Uint8Array, arrival: Arrival): Promise<ParsedMail> {
  const notes: string[] = [];
  if (raw.length > mostBytes) notes.push(`only the first ${mostBytes} of ${raw.length} bytes were read`);
  const email = await read(raw.subarray(0, mostBytes), notes);
  const text = textOf(email);
  const attached = attachmentsOf(email);
  const [own] = messageIdsIn(email?.messageId);
  const subject = line(email?.subject ?? "");
  if (subject.length > longestSubject) notes.push(`its subject has ${subject.length} characters`);
  const mail: ReceivedMail = {
    type: "mail",
    mailbox: arrival.mailbox.toLowerCase(),
    from: senderOf(email),
    to: addressesOf(email?.to),
    cc: addressesOf(email?.cc),
    subject: subject.length > longestSubject ? `${subject.slice(0, longestSubject - 1)}…` : subject,
    text: text.text,
    messageId: own ?? (await nameOf(raw)),
    inReplyTo: messageIdsIn(email?.inReplyTo)[0] ?? null,
    references: messageIdsIn(email?.references).slice(-mostReferences),
    threadId: arrival.threadId,
    attachments: attached.attachments,
    at: new Date(arrival.receivedAt).toISOString(),
    notes: [...notes, ...text.notes, ...attached.notes],
  };
  const headers = (email?.headers ?? []).map(({ key, value }) => ({ name: key, value }));
  return { mail, headers, calendars: calendarsOf(email) };
}

/** @returns null for what the parser gives up on. */
async function read(raw: Uint8Array, notes: string[]): Promise<Email | null> {
  try {
    // A copy: the parser takes the whole of the buffer behind its bytes.
    return await PostalMime.parse(Uint8Array.from(raw), limits);
  } catch (error) {
    notes.push(
      `it could not be read: ${error instanceof Error ? error.message.slice(0, 200) : "no reason is known"}`,
    );
    return null;
  }
}

/** What a mail without a name of its own goes by: the same mail always by the same. */
async function nameOf(raw: Uint8Array): Promise<string> {
  return `sha256:${hexOf(await crypto.subtle.digest("SHA-256", Uint8Array.from(raw)))}`;
}

function line(words: string): string {
  return visibleLine(wellFormed(words)).replaceAll(/\s+/g, " ").trim();
}
