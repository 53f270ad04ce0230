import type { Hono } from "hono";
import { z } from "zod";
import { done, posted } from "../people-post.ts";
import type { TwinEnv } from "../twin.ts";
import { sandboxDomain, sandboxGmail } from "./account.ts";
import { headerOf } from "./mail-head.ts";
import { inboxPage } from "./page.ts";
import { pushOf } from "./push.ts";
import type { GmailState, StoredMessage } from "./state.ts";

const mailbox = z.email().toLowerCase().default(sandboxGmail.mailbox);
const oneLine = z.string().regex(/^[^\r\n]*$/, "takes one line");
const written = z.strictObject({
  to: mailbox,
  from: oneLine.min(3),
  subject: oneLine.default(""),
  text: z.string().default(""),
  /** The id of a message that it answers. */
  answers: z.string().optional(),
  /** Whether our mail server says that it is from whom it says. */
  authentic: z.union([z.boolean(), z.stringbool()]).default(true),
  /** More lines of its head, one behind the other. */
  headers: z.string().default(""),
});
const raw = z.strictObject({ to: mailbox, raw: z.string() });
const which = z.strictObject({ mailbox });
const push = z.strictObject({
  mailbox,
  historyId: z.number().int(),
  audience: z.string(),
  claims: z.record(z.string(), z.unknown()).optional(),
});

/** What people do in the stand-in: read, write as somebody outside, and let time pass. */
export function peopleRoutes(
  routes: Hono<TwinEnv>,
  state: GmailState,
  deliver: (to: string, mail: Uint8Array, threadId?: string) => StoredMessage,
): void {
  routes.get("/", async (c) => {
    const page = await inboxPage(state.all(), c.req.query("thread") ?? null);
    return c.html(page);
  });
  routes.get("/_people/mails", (c) => {
    const mails = state.all().flatMap(([address, { messages }]) =>
      messages.map((one) => ({
        mailbox: address,
        id: one.id,
        threadId: one.threadId,
        labelIds: one.labelIds,
        raw: Buffer.from(one.raw, "base64").toString("latin1"),
      })),
    );
    return c.json({ mails });
  });
  routes.get("/_people/mailbox", (c) =>
    c.json(state.mailbox(c.req.query("mailbox") ?? sandboxGmail.mailbox)),
  );
  routes.post("/_people/mail", (c) => {
    const sent = posted(c, written);
    if ("refused" in sent) return sent.refused;
    const { to, answers } = sent.fields;
    const before = state.mailbox(to).messages.find((one) => one.id === answers);
    const named = before === undefined ? null : headerOf(Buffer.from(before.raw, "base64"), "message-id");
    const message = deliver(to, mailOf(sent.fields, named), before?.threadId);
    return done(c, `/gmail?thread=${message.threadId}`, { id: message.id, threadId: message.threadId });
  });
  routes.post("/_people/raw", (c) => {
    const sent = posted(c, raw);
    if ("refused" in sent) return sent.refused;
    const { id, threadId } = deliver(sent.fields.to, Buffer.from(sent.fields.raw, "latin1"));
    return c.json({ id, threadId });
  });
  routes.post("/_people/trash", (c) => {
    const sent = posted(c, z.strictObject({ id: z.string() }));
    if ("refused" in sent) return sent.refused;
    const one = state
      .all()
      .flatMap(([, { messages }]) => messages)
      .find(({ id }) => id === sent.fields.id);
    if (one === undefined) return c.json({ error: "there is no such mail" }, 404);
    one.labelIds = [...one.labelIds, "TRASH"];
    return done(c, `/gmail?thread=${one.threadId}`, { ok: true });
  });
  routes.post("/_people/forget-history", (c) => {
    const sent = posted(c, which);
    if ("refused" in sent) return sent.refused;
    state.forgetHistory(sent.fields.mailbox);
    return done(c, "/gmail", { ok: true });
  });
  routes.post("/_people/expire", (c) => {
    state.expire();
    return c.json({ ok: true });
  });
  routes.post("/_people/push", async (c) => {
    const sent = posted(c, push);
    return "refused" in sent ? sent.refused : c.json(await pushOf(sent.fields));
  });
}

/** A mail of somebody's as Google's server leaves it in an inbox: with its own word on top. */
function mailOf(
  { to, from, subject, text, authentic, headers }: z.infer<typeof written>,
  answers: string | null,
): Uint8Array {
  const address = /<([^<>]+)>/.exec(from)?.[1] ?? from;
  const domain = address.slice(address.lastIndexOf("@") + 1);
  const results = authentic
    ? `dkim=pass header.i=@${domain}; spf=pass smtp.mailfrom=${address}; dmarc=pass header.from=${domain}`
    : `dkim=none; spf=fail smtp.mailfrom=somebody@elsewhere.example; dmarc=fail header.from=${domain}`;
  const lines = [
    `Delivered-To: ${to}`,
    `Authentication-Results: mx.google.com; ${results}`,
    ...headers.split(/\r?\n/).filter((line) => line !== ""),
    `From: ${from}`,
    `To: ${to}`,
    `Subject: ${subject}`,
    `Message-ID: <${crypto.randomUUID()}@${domain || sandboxDomain}>`,
    ...(answers === null ? [] : [`In-Reply-To: ${answers}`, `References: ${answers}`]),
    `Date: ${new Date().toUTCString()}`,
    "Content-Type: text/plain; charset=utf-8",
    "",
    text,
  ];
  return Buffer.from(lines.join("\r\n"));
}
