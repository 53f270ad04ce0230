import { z } from "zod";

/** What is kept of what was attached: that it was there, and what it says where it is a text. The thing itself stays in the mailbox. */
const attachment = z.strictObject({
  name: z.string(),
  /** Its media type as the sender gives it: "application/pdf". */
  type: z.string(),
  bytes: z.number().int().nonnegative(),
  /** What it says, where it is a text that was read; whose words these are nobody knows. */
  text: z.string().optional(),
});

/** A mail that came to one of our mailboxes, as it is kept. Nothing in it is believed: addresses are what the sender wrote. */
export const receivedMail = z.strictObject({
  type: z.literal("mail"),
  /** Our own address that it came to, lower case. */
  mailbox: z.string(),
  from: z.strictObject({ address: z.string(), name: z.string() }),
  /** Addresses, lower case. */
  to: z.array(z.string()),
  cc: z.array(z.string()),
  /** One line; empty where there is none. */
  subject: z.string(),
  /** As plain text, whatever it was written in. */
  text: z.string(),
  /** `<id@host>` as the sender's program made it; `sha256:…` of its bytes where it made none. */
  messageId: z.string(),
  inReplyTo: z.string().nullable(),
  /** Oldest first. */
  references: z.array(z.string()),
  /** Gmail's thread; null: it came by another way. */
  threadId: z.string().nullable(),
  attachments: z.array(attachment),
  /** When it was received, ISO 8601. What the mail itself says of that is anybody's guess. */
  at: z.string(),
  /** What is not as it was sent, for people: "cut after 100000 characters". */
  notes: z.array(z.string()).default([]),
});
export type ReceivedMail = z.infer<typeof receivedMail>;

/** All that a mail says to whoever takes it up: subject, text, what was attached and could be read; the rest of that by its name. */
export function mailWords({ subject, text, attachments }: ReceivedMail): string {
  const attached = attachments.map((one) =>
    one.text === undefined
      ? `[Attached and not read: ${attachedName(one)}]`
      : `[Attached: ${attachedName(one)}]\n${one.text}\n[End of ${one.name}]`,
  );
  return [subject, text, ...attached].join("\n\n").trim();
}

/** "offer.pdf (application/pdf, 12 kB)". */
export function attachedName({ name, type, bytes }: ReceivedMail["attachments"][number]): string {
  return `${name} (${type}, ${Math.ceil(bytes / 1000)} kB)`;
}

/** A mail's name as its own program gave it, in the form in which it may stand in a header. */
export const messageIdForm = /^<[^<>\s\p{C}]{1,196}>$/u;

/** The signal of a mail: one, however often and by how many ways we are told of it. */
export function mailSignalId(mailbox: string, messageId: string): string {
  return `mail:${mailbox}:${messageId}`;
}
