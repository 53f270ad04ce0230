import type { ReceivedMail } from "../../domain/received-mail.ts";
import type { MailHeader } from "./authentication.ts";
import { actionOf } from "./own-ids.ts";

/**
 * Why a mail is nothing that a person waits for an answer to; null when one may. What answers such a mail answers a machine, which
 * answers again.
 * @param own our own addresses, lower case.
 */
export function whyNobodyWaits(
  { from, messageId }: Pick<ReceivedMail, "from" | "messageId">,
  headers: readonly MailHeader[],
  own: readonly string[],
): string | null {
  const values = (name: string): string[] =>
    headers.filter((one) => one.name.toLowerCase() === name).map(({ value }) => value.trim().toLowerCase());
  if (from.address === "") return "it names no sender, or more than one";
  if (own.includes(from.address)) return "it is from our own address";
  if (actionOf(messageId, own) !== null) return "it is one of our own mails";
  const automatic = values("auto-submitted").find((value) => !/^no\b/.test(value) && value !== "");
  if (automatic !== undefined) return `a machine has written it (Auto-Submitted: ${short(automatic)})`;
  const bulk = values("precedence").find((value) => ["bulk", "list", "junk", "auto_reply"].includes(value));
  if (bulk !== undefined) return `it went to many (Precedence: ${bulk})`;
  for (const name of ["list-id", "list-unsubscribe", "list-post"])
    if (values(name).length > 0) return `it came by a list (${name})`;
  if (values("x-auto-response-suppress").some((value) => /\b(?:all|oof|autoreply)\b/.test(value)))
    return "its sender wants no answer of a machine (X-Auto-Response-Suppress)";
  if (values("x-autoreply").length > 0 || values("x-autorespond").length > 0) return "a machine has answered";
  if (values("return-path").some((value) => /^<\s*>$/.test(value)))
    return "it is a notice of delivery (Return-Path <>)";
  const local = from.address.slice(0, from.address.lastIndexOf("@"));
  if (/^(?:mailer-daemon|postmaster|no-?reply|do-?not-?reply|bounces?)(?:[+-].*)?$/.test(local))
    return `nobody reads answers at ${from.address}`;
  if (values("content-type").some((value) => /^multipart\/report\b/.test(value)))
    return "it is a report of a mail server";
  return null;
}

function short(value: string): string {
  return value.replaceAll(/[^\w.; =-]/g, "").slice(0, 40);
}
