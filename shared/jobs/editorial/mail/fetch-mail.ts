import type { CallOutcome } from "../../../integrations/call.ts";
import type { gmailMailbox } from "../../../integrations/gmail/client.ts";
import type { MessagePlace } from "../../../integrations/gmail/schema.ts";
import { mostBytes, type ParsedMail, parseMail } from "../../../integrations/mail/parse/parse-mail.ts";
import { unlessRefused } from "./unless-refused.ts";

export type Gmail = ReturnType<typeof gmailMailbox>;

/** A mail of a mailbox, and when it came in. */
export interface Fetched {
  parsed: ParsedMail;
  receivedAt: number;
}

/** Reads a mail out of a mailbox; null for one that is there no more, or that isn't a mail that came in. One that is too large is read by its head. */
export async function fetchMail(
  gmail: Gmail,
  mailbox: string,
  { id, threadId }: MessagePlace,
): Promise<Fetched | null> {
  const outline = unlessGone(await gmail.outline(id));
  if (
    outline === null ||
    outline.labelIds.some((label) => label === "DRAFT" || label === "TRASH" || label === "SPAM")
  )
    return null;
  const raw =
    outline.sizeEstimate > mostBytes
      ? await headOf(gmail, id, outline.sizeEstimate)
      : unlessGone(await gmail.raw(id));
  if (raw === null) return null;
  const receivedAt = outline.internalDate;
  return { parsed: await parseMail(raw, { mailbox, threadId, receivedAt }), receivedAt };
}

/** A mail too large to be held is written out anew, of its head and its first words. */
async function headOf(gmail: Gmail, id: string, size: number): Promise<Uint8Array | null> {
  const head = unlessGone(await gmail.head(id));
  if (head === null) return null;
  const kept = head.payload.headers.filter(({ name }) => !/^content-/i.test(name));
  const lines = kept.map(({ name, value }) => `${name}: ${value.replaceAll(/[\r\n]+/g, " ")}`);
  const words = `${head.snippet}\n\n[The mail has ${size} bytes, which is too much to be read here.]`;
  return new TextEncoder().encode(
    [...lines, "Content-Type: text/plain; charset=utf-8", "", words].join("\r\n"),
  );
}

function unlessGone<T>(outcome: CallOutcome<T>): T | null {
  return outcome.kind === "refused" && outcome.status === 404 ? null : unlessRefused(outcome);
}
