import { personByEmail, provenanceOfPerson, type Person } from "../../../domain/person.ts";
import type { Provenance } from "../../../domain/provenance.ts";
import { mailSignalId } from "../../../domain/received-mail.ts";
import type { NewSignal } from "../../../domain/signal.ts";
import { invitationIn } from "../../../integrations/calendar/invitation-signal.ts";
import { authenticationOf } from "../../../integrations/mail/authentication.ts";
import { whyNobodyWaits } from "../../../integrations/mail/loops.ts";
import { ownAddresses } from "../../../integrations/mail/own-addresses.ts";
import type { ParsedMail } from "../../../integrations/mail/parse/parse-mail.ts";
import type { Ground } from "../../../spine/ground.ts";

export const mailKind = "mail.received";

/**
 * A mail as a signal; one that nobody waits for an answer to is dropped, with its reason.
 * @param server the name of the server whose word on the sender is believed; null: nobody's is.
 */
function mailSignal(
  { settings }: Pick<Ground, "settings">,
  { mail, headers }: Pick<ParsedMail, "mail" | "headers">,
  server: string | null,
): NewSignal {
  const own = ownAddresses({ settings }, mail.mailbox);
  return {
    id: mailSignalId(mail.mailbox, mail.messageId),
    kind: mailKind,
    provenance: provenanceOf({ mail, headers }, server, settings.PEOPLE),
    body: mail,
    dropReason: whyNobodyWaits(mail, headers, own),
  };
}

/**
 * The signals of a mail: itself, and an invitation that comes with it, which the meetings' job follows. A mail that is a calendar's own is
 * nothing else: no desk takes it up, and no model reads what it says.
 */
export function mailSignals(
  ground: Pick<Ground, "settings">,
  parsed: ParsedMail,
  server: string | null,
): NewSignal[] {
  const { PEOPLE, RULES } = ground.settings;
  const { hosts, consentWords } = RULES.meetings;
  const mail = mailSignal(ground, parsed, server);
  const invitation = invitationIn(parsed, { people: PEOPLE, server, hosts, recorded: consentWords });
  if (invitation === null) return [mail];
  return invitation.isAll ? [invitation.signal] : [mail, invitation.signal];
}

/** Answers and what is passed on have others' words in them. */
const passedOn = /^\s*(?:re|aw|fwd?|wg|tr|sv|antw)\s*:/i;

/** One of our own people's when our server says that it is theirs, and the words are theirs alone; everybody else's come from outside. */
function provenanceOf(
  { mail, headers }: Pick<ParsedMail, "mail" | "headers">,
  server: string | null,
  people: readonly Person[],
): Provenance {
  const person = personByEmail(people, mail.from.address);
  if (person === null || server === null) return "external";
  if (mail.inReplyTo !== null || mail.references.length > 0 || passedOn.test(mail.subject)) return "external";
  const { passed } = authenticationOf(headers, mail.from.address, { kind: "named", server });
  return passed ? provenanceOfPerson(person) : "external";
}
