import type { Context } from "hono";
import { z } from "zod";
import type { TwinEnv } from "../twin.ts";
import { headerOf } from "./mail-head.ts";
import type { StoredMessage } from "./state.ts";

const most = z.coerce.number().int().min(1).max(500).default(100);

export const watchRequest = z.strictObject({
  topicName: z.string().regex(/^projects\/[^/]+\/topics\/[^/]+$/, "Invalid topicName"),
  labelIds: z.array(z.literal("INBOX")).optional(),
  labelFilterBehavior: z.enum(["INCLUDE", "EXCLUDE"]).optional(),
});

export const historyQuery = z.strictObject({
  startHistoryId: z.coerce.number().int().positive(),
  historyTypes: z.literal("messageAdded"),
  labelId: z.literal("INBOX"),
  maxResults: most,
  pageToken: z.coerce.number().int().default(0),
});

/** The two searches that it knows: by a mail's name, and what has come in after a moment in seconds. */
const search = z.string().transform((q, context): ((message: StoredMessage) => boolean) => {
  const name = /^rfc822msgid:(\S+)$/.exec(q)?.[1];
  if (name !== undefined)
    return ({ raw }) => headerOf(Buffer.from(raw, "base64"), "message-id")?.slice(1, -1) === name;
  const after = /^in:inbox after:(\d+)$/.exec(q)?.[1];
  if (after !== undefined)
    return ({ labelIds, internalDate }) => labelIds.includes("INBOX") && internalDate / 1000 >= Number(after);
  context.addIssue(`the sandbox doesn't know the search ${q}`);
  return z.NEVER;
});
export const searchQuery = z.strictObject({ q: search, maxResults: most });

export const sendRequest = z.strictObject({
  raw: z.base64url("'raw' RFC822 payload message string must be base64url"),
  threadId: z.string().optional(),
});

/** Google's error envelope. */
export function gmailError(
  c: Context<TwinEnv>,
  code: 400 | 401 | 403 | 404,
  message: string,
  reason: string,
): Response {
  return c.json({ error: { code, message, errors: [{ message, domain: "global", reason }] } }, code);
}
