import { stranger } from "../../../domain/actor.ts";
import { hasRole, type Person, personByEmail } from "../../../domain/person.ts";
import { authenticationOf } from "../../../integrations/mail/authentication.ts";
import type { ParsedMail } from "../../../integrations/mail/parse/parse-mail.ts";
import { lookUp } from "../../../platform/look-up.ts";
import { approversOf } from "../../../policy/rules.ts";
import type { Spine } from "../../../spine/context.ts";
import { recordTurnedAway } from "./record-turned-away.ts";
import { takeDocument, type TakenDocument } from "./take-document.ts";

/** The project whose documents an address takes; null: it takes none. */
export function projectOfMailbox({ settings }: Pick<Spine, "settings">, address: string): string | null {
  return lookUp(settings.RULES.delivery.mailboxes, address.toLowerCase()) ?? null;
}

type Mailed = { kind: "taken"; documents: TakenDocument[] } | { kind: "refused"; reason: string };

/** What is answered or passed on has others' words in it. */
const passedOn = /^\s*(?:re|aw|fwd?|wg|tr|sv|antw)\s*:/i;

/**
 * Takes a mail into a project as a document, and what is attached to it as documents of their own, from people who decide there, when
 * our mail server says that it is them. Anybody else's is refused, and on record without its words.
 */
export async function takeMailed(
  spine: Spine,
  project: string,
  raw: Uint8Array<ArrayBuffer>,
  { mail, headers }: ParsedMail,
): Promise<Mailed> {
  const { PEOPLE, RULES, EMAIL_AUTHSERV: server } = spine.settings;
  const uploadId = `mail_${crypto.randomUUID()}`;
  const address = mail.from.address;
  const person = personByEmail(PEOPLE, address);
  const why = whyNot(person, server);
  if (person === null || why !== null) {
    const reason = `a mail of ${address || "nobody"} to ${mail.mailbox} was refused: ${why ?? "they are not on the list"}`;
    const by = person?.id ?? stranger("mail", address);
    const name = mail.subject || "a mail without a subject";
    await recordTurnedAway(
      spine,
      { project, uploadId, by },
      { name, bytes: raw.length, code: "sender", reason },
    );
    return { kind: "refused", reason };
  }
  const isTheirs = mail.inReplyTo === null && mail.references.length === 0 && !passedOn.test(mail.subject);
  const provenance = isTheirs ? "internal" : "external";
  // Mails with one subject are no versions of each other.
  const name = `${mail.subject.slice(0, 150) || "Mail"} ${mail.at.slice(0, 19).replaceAll(":", "-")}.eml`;
  const file = { name: name.replaceAll(/[\\/]/g, "-"), bytes: raw };
  return {
    kind: "taken",
    documents: await takeDocument(spine, { project, uploadId, by: person.id, provenance }, file),
  };

  function whyNot(from: Person | null, ours: string | undefined): string | null {
    if (from === null) return "they are not on the list of people; ask somebody who is to upload it";
    if (
      !hasRole(from, "approver") ||
      !approversOf(PEOPLE, RULES, project, "*").some(({ id }) => id === from.id)
    )
      return `${from.id} doesn't decide in ${project}; ask somebody who does to send it`;
    if (ours === undefined)
      return "EMAIL_AUTHSERV isn't set, so nobody vouches for senders; set it or upload it";
    const { passed, why: said } = authenticationOf(headers, address, { kind: "named", server: ours });
    return passed ? null : `it isn't proven that they sent it (${said}); upload it on the dashboard`;
  }
}
