import { z } from "zod";
import { attendeeSchema, mostAttendees } from "./meeting.ts";

/** The kind of signal that a mail with an invitation is. */
export const invitationSignal = "calendar.invitation";

/** Longer names of events are made up. Characters. */
export const longestUid = 500;

/** One event of an invitation, as far as it is followed. Of what it says in words only its title stays, for people. */
const invitedEvent = z.strictObject({
  /** The event's name in its calendar, the same for all instances of a series. */
  uid: z.string().min(1).max(longestUid),
  /** The instance of a series that it is about, by when it would have begun, epoch milliseconds; null: all of it. */
  instance: z.number().int().nullable(),
  /** The number of its change. */
  sequence: z.number().int().nonnegative(),
  isCancelled: z.boolean(),
  /** Address, lower case. */
  organizer: z.string(),
  title: z.string(),
  /** Where a conference takes place that is known as one; null: nowhere. */
  url: z.string().nullable(),
  /** The words by which it says that it is recorded, as the rules have them; null: it doesn't. */
  told: z.string().nullable(),
  attendees: z.array(attendeeSchema).max(mostAttendees),
  /** When it takes place, as `instancesOf` reads it; null: at no certain time. */
  times: z.string().nullable(),
  /** Why no bot can go there, whatever the rules say; null: one can. */
  problem: z.string().nullable(),
});
export type InvitedEvent = z.infer<typeof invitedEvent>;

/** A calendar's mail as it is kept. */
export const invitationForm = z.strictObject({
  type: z.literal("invitation"),
  /** Our address that it came to. */
  mailbox: z.string(),
  /** Who has sent it by what the mail says, lower case. */
  from: z.string(),
  /** Why it isn't certain that it is theirs; null: it is. */
  doubt: z.string().nullable(),
  events: z.array(invitedEvent),
});
export type InvitationMail = z.infer<typeof invitationForm>;

/** When a meeting takes place once. */
export interface Instance {
  /** When it begins by its series, which is what names it, epoch milliseconds. */
  instance: number;
  startsAt: number;
  minutes: number;
}
