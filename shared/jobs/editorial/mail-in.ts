import { desc, eq, sql } from "drizzle-orm";
import { signals } from "../../db/schema.ts";
import { mailSignalId, mailWords, receivedMail, type ReceivedMail } from "../../domain/received-mail.ts";
import { SignalboxError } from "../../platform/errors.ts";
import type { Spine } from "../../spine/context.ts";
import { originOf } from "./task-signal.ts";

/** So many of the newest mails are looked through. */
const looked = 500;
/** So many mails of a thread are read, the newest. */
const longestThread = 20;

/**
 * The mail that a task answers: what it began with, or the newest from whom its requester names.
 * @throws SignalboxError `bad_request` when there is none.
 */
export async function answeredMail(
  spine: Pick<Spine, "db">,
  { taskId, from }: { taskId: string; from: string | null },
): Promise<ReceivedMail> {
  const origin = await originOf(spine, taskId);
  if (origin.kind === "mail") return origin.mail;
  const sought = from?.trim().toLowerCase() ?? "";
  if (sought !== "")
    for (const mail of await newestMails(spine)) {
      const { address, name } = mail.from;
      if (`${name} <${address}>`.toLowerCase().includes(sought)) return mail;
    }
  throw new SignalboxError(
    "bad_request",
    `no mail from ${from ?? "anybody"} has come that could be answered`,
  );
}

/** A mail and what came before it in its thread, oldest first, as the model reads it. */
export async function threadOf({ db }: Pick<Spine, "db">, mail: ReceivedMail): Promise<string> {
  const ids = mail.references.map((id) => mailSignalId(mail.mailbox, id));
  const rows =
    ids.length === 0
      ? []
      : await db
          .select({ body: signals.body })
          .from(signals)
          .where(sql`${signals.id} IN (SELECT value FROM json_each(${JSON.stringify(ids)}))`)
          .orderBy(desc(signals.receivedAt))
          .limit(longestThread);
  const earlier = rows.flatMap(({ body }) => receivedMail.safeParse(body).data ?? []).toReversed();
  return [...earlier, mail].map(shown).join("\n\n---\n\n");
}

function shown(mail: ReceivedMail): string {
  const { from, subject, at } = mail;
  return [
    `From: ${from.name} <${from.address}>`,
    `Date: ${at}`,
    `Subject: ${subject}`,
    "",
    mailWords({ ...mail, subject: "" }),
  ].join("\n");
}

async function newestMails({ db }: Pick<Spine, "db">): Promise<ReceivedMail[]> {
  const rows = await db
    .select({ body: signals.body })
    .from(signals)
    .where(eq(signals.kind, "mail.received"))
    .orderBy(desc(signals.receivedAt))
    .limit(looked);
  return rows.flatMap(({ body }) => receivedMail.safeParse(body).data ?? []);
}
