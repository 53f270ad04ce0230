import { z } from "zod";
import { utf8FromBase64 } from "../../shared/platform/base64.ts";
import { readJson } from "../../shared/platform/read-json.ts";
import { oidc } from "../../shared/platform/signatures/oidc.ts";
import type { GmailPush } from "../../shared/jobs/editorial/signals.ts";
import { parse } from "./body.ts";
import type { Delivery, WebhookSource } from "./webhook-source.ts";

/** A push of Pub/Sub (docs.cloud.google.com/pubsub/docs/push), and what Gmail puts into it. */
const push = z.object({ message: z.object({ data: z.base64(), messageId: z.string() }) });
const notice = z.object({
  emailAddress: z.string().toLowerCase(),
  historyId: z.union([z.number().int(), z.string().regex(/^\d{1,20}$/)]).transform(String),
});

/**
 * Gmail's word, by Pub/Sub, that there is something to see in a mailbox. It carries nothing that is believed: it only makes us look,
 * so that a second delivery, or one that comes late, finds nothing new.
 */
export const gmail: WebhookSource = {
  name: "gmail",
  service: "Pub/Sub",
  scheme: oidc({
    issuer: "https://accounts.google.com",
    keys: ({ GMAIL_PUSH_KEYS_URL }) => GMAIL_PUSH_KEYS_URL,
    audience: "GMAIL_PUSH_AUDIENCE",
    email: "GMAIL_PUSH_ACCOUNT",
  }),
  delivery: (delivery) => {
    const { emailAddress, historyId } = noticeIn(delivery);
    return `${emailAddress}:${historyId}`;
  },
  read: ({ id, settings, ...delivery }) => {
    const { emailAddress: mailbox, historyId } = noticeIn(delivery);
    if (!settings.GMAIL_MAILBOXES.includes(mailbox)) return { ignored: `${mailbox} is no mailbox of ours` };
    const body: GmailPush = { type: "gmail_push", mailbox, historyId };
    return [
      {
        id,
        kind: "gmail.push",
        provenance: "internal",
        body,
        dropReason: null,
        queue: "community-tasks",
      },
    ];
  },
};

/** @throws SignalboxError `bad_request` naming what is wrong. */
function noticeIn({ body }: Pick<Delivery, "body">): z.infer<typeof notice> {
  const { message } = body(push);
  return parse("Gmail", notice, readJson(utf8FromBase64(message.data)));
}
