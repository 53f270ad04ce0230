import { eq } from "drizzle-orm";
import { signals } from "../db/schema.ts";
import { mailSignalId, receivedMail } from "../domain/received-mail.ts";
import type { Ground } from "../spine/ground.ts";

/** An answer, as far as it says whom it goes to. */
interface Addressed {
  mailbox: string;
  inReplyTo: string;
  to: readonly string[];
  cc: readonly string[];
}

/** Why an answer mustn't go where it says; null when everybody whom it goes to wrote the mail that is answered, or got it. */
export async function whyNotOnThread(
  { db }: Pick<Ground, "db">,
  { mailbox, inReplyTo, to, cc }: Addressed,
): Promise<string | null> {
  const row = await db
    .select({ body: signals.body })
    .from(signals)
    .where(eq(signals.id, mailSignalId(mailbox, inReplyTo)))
    .get();
  const mail = receivedMail.safeParse(row?.body);
  if (!mail.success) return `the mail that is answered never came to ${mailbox}`;
  const { from, to: first, cc: second } = mail.data;
  const known = new Set([from.address, ...first, ...second]);
  const strangers = [...to, ...cc].filter((address) => !known.has(address));
  return strangers.length === 0
    ? null
    : `${strangers.join(", ")} ${strangers.length === 1 ? "is" : "are"} not on the mail that is answered`;
}
