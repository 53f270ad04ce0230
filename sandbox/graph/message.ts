import { createHash } from "node:crypto";
import { z } from "zod";

const person = z.object({ name: z.string(), address: z.string() });
export type Mailer = z.infer<typeof person>;

export const messageSchema = z.object({
  /** Stays the same wherever the message is moved to. */
  id: z.string(),
  /** Address of the mailbox that it lies in. */
  mailbox: z.string(),
  /** Id of the folder. */
  folder: z.string(),
  subject: z.string(),
  body: z.object({ contentType: z.enum(["text", "html"]), content: z.string() }),
  from: person,
  to: z.array(person),
  cc: z.array(person),
  sent: z.string(),
  received: z.string(),
  created: z.string(),
  modified: z.string(),
  conversation: z.string(),
  internetMessageId: z.string(),
  headers: z.array(z.object({ name: z.string(), value: z.string() })),
  attachments: z.array(z.string()),
  isDraft: z.boolean(),
  /** Single-value extended properties, by their ids. */
  properties: z.record(z.string(), z.string()),
});
export type Message = z.infer<typeof messageSchema>;

/** A mail as people see it: with the name of its folder. */
export interface PeopleMail extends Omit<Message, "folder"> {
  folder: string;
}

const recipient = ({ name, address }: Mailer) => ({ emailAddress: { name, address } });

/** Everything that can be selected of a message, as Graph has it. */
export function messageView(message: Message) {
  return {
    createdDateTime: message.created,
    lastModifiedDateTime: message.modified,
    receivedDateTime: message.received,
    sentDateTime: message.sent,
    hasAttachments: message.attachments.length > 0,
    internetMessageId: message.internetMessageId,
    internetMessageHeaders: message.headers,
    subject: message.subject,
    bodyPreview: message.body.content.slice(0, 255),
    importance: "normal",
    parentFolderId: message.folder,
    conversationId: message.conversation,
    isRead: false,
    isDraft: message.isDraft,
    webLink: `https://outlook.office365.example/owa/?ItemID=${encodeURIComponent(message.id)}`,
    body: message.body,
    sender: recipient(message.from),
    from: recipient(message.from),
    toRecipients: message.to.map(recipient),
    ccRecipients: message.cc.map(recipient),
  };
}

/** An id as Outlook's are, the same for the same words. */
export function outlookId(prefix: string, ...words: string[]): string {
  const digest = createHash("sha512").update(words.join("\0")).digest("base64url");
  return `${prefix}${digest}AAA=`.replaceAll("_", "-");
}
