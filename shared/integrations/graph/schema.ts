import { z } from "zod";

/** What Microsoft Graph v1.0 answers about mail, as far as it is read (learn.microsoft.com/graph/api/resources/message). */
const id = z.string().min(1);
const mailbox = z.object({
  emailAddress: z.object({ name: z.string().nullish(), address: z.string().nullish() }),
});
export type WireMailbox = z.infer<typeof mailbox>;

const message = z.object({
  id,
  subject: z.string().nullish(),
  body: z.object({ contentType: z.enum(["text", "html"]), content: z.string() }).nullish(),
  from: mailbox.nullish(),
  toRecipients: z.array(mailbox).default([]),
  ccRecipients: z.array(mailbox).default([]),
  sentDateTime: z.iso.datetime().nullish(),
  receivedDateTime: z.iso.datetime().nullish(),
  conversationId: z.string().nullish(),
  internetMessageId: z.string().nullish(),
  internetMessageHeaders: z.array(z.object({ name: z.string(), value: z.string() })).nullish(),
  hasAttachments: z.boolean().nullish(),
  isDraft: z.boolean().nullish(),
  webLink: z.string().nullish(),
});
export type WireMessage = z.infer<typeof message>;

/** What is selected of a message. */
export const messageFields = Object.keys(message.omit({ id: true }).shape).join(",");

const removed = z.object({ id, "@removed": z.object({ reason: z.string() }) });

export const deltaPage = z
  .object({
    value: z.array(z.union([removed, message])),
    "@odata.nextLink": z.url().optional(),
    "@odata.deltaLink": z.url().optional(),
  })
  .transform(({ value, "@odata.nextLink": next, "@odata.deltaLink": delta }) => ({ value, next, delta }))
  .refine(({ next, delta }) => (next === undefined) !== (delta === undefined), "has a link, and only one");
export type DeltaPage = z.infer<typeof deltaPage>;

export const attachments = z.object({ value: z.array(z.object({ name: z.string().nullish() })) });

export const folder = z.object({ id, displayName: z.string(), totalItemCount: z.number().default(0) });

export const draft = z.object({ id, isDraft: z.boolean() });
export type Draft = z.infer<typeof draft>;
export const drafts = z.object({ value: z.array(draft) });

/** A mail that is taken for sending is answered with nothing at all. */
export const nothing = z.null();

export const graphError = z
  .object({ error: z.object({ code: z.string(), message: z.string().default("") }) })
  .transform(({ error: { code, message: words } }) => ({
    message: words === "" ? code : `${words} (${code})`,
    pending: false,
    code,
  }));
