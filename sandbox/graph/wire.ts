import type { Context } from "hono";
import { z } from "zod";
import type { TwinEnv } from "../twin.ts";
import { messageView } from "./message.ts";

export type C = Context<TwinEnv>;

/** An error as Graph words it. */
export function refusal(c: C, status: 400 | 401 | 403 | 404 | 410, code: string, message: string): Response {
  return c.json(
    {
      error: {
        code,
        message,
        innerError: { date: new Date().toISOString(), "request-id": crypto.randomUUID() },
      },
    },
    status,
  );
}

/** What a caller prefers: Outlook's ids that stay, and so many on a page. */
export function preferences(c: C): { immutable: boolean; size: number } {
  const prefer = c.req.header("prefer") ?? "";
  const size = Number(/odata\.maxpagesize=(\d+)/i.exec(prefer)?.[1] ?? 10);
  return { immutable: /IdType="ImmutableId"/.test(prefer), size: Math.min(Math.max(size, 1), 1000) };
}

const known: ReadonlySet<string> = new Set([
  "id",
  ...Object.keys(
    messageView({
      id: "",
      mailbox: "",
      folder: "",
      subject: "",
      body: { contentType: "text", content: "" },
      from: { name: "", address: "" },
      to: [],
      cc: [],
      sent: "",
      received: "",
      created: "",
      modified: "",
      conversation: "",
      internetMessageId: "",
      headers: [],
      attachments: [],
      isDraft: false,
      properties: {},
    }),
  ),
]);

/** The members that `$select` names; a text: the one that a message doesn't have. */
export function selectedFields(select: string | undefined): string[] | string {
  const fields = select === undefined ? [...known] : select.split(",");
  return fields.find((field) => !known.has(field)) ?? fields;
}

const address = z.strictObject({
  emailAddress: z.strictObject({ name: z.string().optional(), address: z.email() }),
});

export const propertyId = /^String \{[0-9a-f-]{36}\} Name \S+$/;

/** What a draft may have, as far as Signalbox may use it. */
export const draftRequest = z.strictObject({
  subject: z.string(),
  body: z.strictObject({ contentType: z.enum(["text", "html", "Text", "HTML"]), content: z.string() }),
  toRecipients: z.array(address).min(1),
  ccRecipients: z.array(address).default([]),
  singleValueExtendedProperties: z
    .array(z.strictObject({ id: z.string().regex(propertyId), value: z.string() }))
    .default([]),
});
