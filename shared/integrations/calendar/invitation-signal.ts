import { type InvitationMail, invitationSignal } from "../../domain/meeting/invitation.ts";
import { type Person, personByEmail, provenanceOfPerson } from "../../domain/person.ts";
import type { NewSignal } from "../../domain/signal.ts";
import { authenticationOf } from "../mail/authentication.ts";
import type { ParsedMail } from "../mail/parse/parse-mail.ts";
import { type Reading, readCalendar } from "./read-calendar.ts";

/** What a door knows of a team when a mail comes. */
interface Team extends Omit<Reading, "from"> {
  people: readonly Person[];
  /** The name of the server whose word on the sender is believed; null: nobody's is. */
  server: string | null;
}

/**
 * The invitation that a mail is, or brings; null where it has none. `isAll`: the mail is the calendar's own, and there is nothing else in it.
 */
export function invitationIn(
  { mail, headers, calendars }: ParsedMail,
  { people, server, ...reading }: Team,
): { signal: NewSignal; isAll: boolean } | null {
  const from = mail.from.address;
  for (const { text, isOwn } of calendars) {
    const calendar = readCalendar(text, { ...reading, from });
    if (calendar === null) continue;
    const others = calendar.events.find(
      ({ organizer }) => organizer !== from && calendar.sentBy.get(organizer) !== from,
    );
    const sender =
      server === null || from === ""
        ? { passed: false, why: "no server's word on its sender is believed" }
        : authenticationOf(headers, from, { kind: "named", server });
    const doubt = !sender.passed
      ? sender.why
      : others === undefined
        ? null
        : `${others.organizer}, who organizes it, has not sent it`;
    const person = doubt === null ? personByEmail(people, from) : null;
    const body: InvitationMail = {
      type: "invitation",
      mailbox: mail.mailbox,
      from,
      doubt,
      events: calendar.events,
    };
    const signal: NewSignal = {
      id: `${invitationSignal}:${mail.mailbox}:${mail.messageId}`,
      kind: invitationSignal,
      provenance: person === null ? "external" : provenanceOfPerson(person),
      body,
      dropReason: null,
    };
    return { signal, isAll: isOwn };
  }
  return null;
}
