import type { ApplyOutcome, ReconcileOutcome } from "../../domain/sending.ts";
import { type Outside, requireSetting } from "../../platform/config.ts";
import { SignalboxError } from "../../platform/errors.ts";
import { type CallOutcome, notSeen } from "../call.ts";
import { graphMailbox } from "../graph/mail-client.ts";
import type { Mail, SentMail } from "./mail.ts";

/**
 * Sends a mail from the mailbox of MAIL_FROM through Microsoft Graph: a draft that carries the key, then its sending. A
 * draft goes out once only, and one that is there already is taken, so that nothing is sent twice under a key.
 */
export async function sendFromMailbox(
  outside: Outside,
  mail: Mail,
  key: string,
): Promise<ApplyOutcome<SentMail>> {
  const mailbox = graphMailbox(outside, senderOf(outside));
  const known = await mailbox.findMarked(key);
  if (known.kind !== "answered") return known;
  if (known.value?.isDraft === false) return { kind: "applied", result: { emailId: known.value.id } };
  const draft: CallOutcome<{ id: string }> =
    known.value === null ? await mailbox.draft(mail, key) : { kind: "answered", value: known.value };
  if (draft.kind !== "answered") return draft;
  const sent = await mailbox.send(draft.value.id);
  if (sent.kind === "answered") return { kind: "applied", result: { emailId: draft.value.id } };
  if (sent.kind !== "refused") return sent;
  // A draft is also refused when an earlier attempt has just sent it.
  const found = await findInMailbox(outside, key);
  return found.kind === "found" ? { kind: "applied", result: found.result } : sent;
}

/** Looks for the mail that carries a key. One that is still a draft wasn't sent: it will be when it is tried again. */
export async function findInMailbox(outside: Outside, key: string): Promise<ReconcileOutcome<SentMail>> {
  const known = await graphMailbox(outside, senderOf(outside)).findMarked(key);
  if (known.kind !== "answered") return notSeen(known);
  return known.value?.isDraft === false
    ? { kind: "found", result: { emailId: known.value.id } }
    : { kind: "absent" };
}

function senderOf({ settings }: Outside): string {
  const address = addressIn(requireSetting(settings, "MAIL_FROM"));
  if (address !== null) return address;
  throw new SignalboxError("not_configured", "MAIL_FROM must be an address, or a name with one in <>");
}

/** The address in `Signalbox <crew@example.com>`, lower case; null: there is none. */
export function addressIn(from: string): string | null {
  const address = /^[^<>]*<([^<>\s]+@[^<>\s]+)>$/.exec(from)?.[1] ?? from;
  return /^[^<>\s]+@[^<>\s]+$/.test(address) ? address.toLowerCase() : null;
}
