import { env } from "cloudflare:workers";
import { eq } from "drizzle-orm";
import { mailboxes, signals } from "../../../shared/db/schema.ts";
import type { ReceivedMail } from "../../../shared/domain/received-mail.ts";
import { receivedMail } from "../../../shared/domain/received-mail.ts";
import { configuredSpine } from "../../../shared/jobs/open-spine.ts";
import { lookAtMailbox } from "../../../shared/jobs/editorial/mail/look-at-mailbox.ts";
import { wantLook } from "../../../shared/jobs/editorial/mail/mailbox-lease.ts";
import { sandbox } from "./slack.ts";
import { unique } from "./spine.ts";

/** A mailbox of its own at the sandbox's Gmail, which has been looked at once. */
export async function aMailbox() {
  const mailbox = `${unique("box")}@signalbox.example`;
  const own = configuredSpine({ ...env, GMAIL_MAILBOXES: mailbox });
  await wantLook(own, mailbox);
  await lookAtMailbox(own, mailbox);
  return { mailbox, spine: own };
}

/** Somebody writes to it. */
export async function writeMail(to: string, over: object = {}): Promise<{ id: string; threadId: string }> {
  const mail = { to, from: "Ada Moreno <ada@client.example>", subject: "Export", text: "Can we have CSV?" };
  return sandbox("/gmail/_people/mail", { ...mail, ...over });
}

/** The mails of a mailbox that are on record, the oldest first. */
export async function recorded(mailbox: string) {
  const rows = await configuredSpine(env).db.select().from(signals).where(eq(signals.kind, "mail.received"));
  return rows
    .map((row) => ({ ...row, mail: receivedMail.parse(row.body) }))
    .filter(({ mail }) => mail.mailbox === mailbox);
}

export async function mailboxRow(mailbox: string) {
  const row = await configuredSpine(env)
    .db.select()
    .from(mailboxes)
    .where(eq(mailboxes.address, mailbox))
    .get();
  if (!row) throw new Error(`no mailbox ${mailbox}`);
  return row;
}

/** How many mails have gone out that say exactly this. */
export async function sentByGmail(text: string): Promise<number> {
  const { mails } = await sandbox<{ mails: { labelIds: string[]; raw: string }[] }>("/gmail/_people/mails");
  const body = btoa(text);
  return mails.filter(({ labelIds, raw }) => labelIds.includes("SENT") && raw.includes(body)).length;
}

/** A mail from outside as it is on record, which nothing is done about. */
export async function aReceivedMail(): Promise<ReceivedMail> {
  const mailbox = env.GMAIL_MAILBOXES;
  const own = configuredSpine(env);
  await wantLook(own, mailbox);
  await lookAtMailbox(own, mailbox);
  await writeMail(mailbox, { headers: "Auto-Submitted: auto-generated" });
  await lookAtMailbox(own, mailbox);
  const found = (await recorded(mailbox)).at(-1);
  if (!found) throw new Error("the mail isn't on record");
  return found.mail;
}
