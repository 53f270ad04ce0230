import { z } from "zod";

/** How a meeting came to be known: its transcript was uploaded, or a bot was sent by command, by a calendar's mail or by a rule. */
export const meetingSources = ["upload", "command", "calendar", "rule"] as const;
export type MeetingSource = (typeof meetingSources)[number];

/** Where a meeting's bot is; none: nobody has sent one. */
export const botStates = [
  "none",
  "asked",
  "scheduled",
  "joining",
  "waiting_room",
  "recording",
  "processing",
  "done",
  "failed",
  "cancelled",
] as const;
export type BotState = (typeof botStates)[number];

const over: ReadonlySet<BotState> = new Set(["none", "done", "failed", "cancelled"]);

/** Whether something may still come of a bot. */
export function isBotUnderWay(state: BotState): boolean {
  return !over.has(state);
}

/** Whether those who are there know that they are recorded. */
export const consents = ["told", "not_told"] as const;
export type Consent = (typeof consents)[number];

/** Somebody who is there, or was invited. */
export const attendeeSchema = z.strictObject({
  name: z.string().trim().min(1).max(120),
  email: z.email().toLowerCase().nullable(),
});
export type Attendee = z.infer<typeof attendeeSchema>;

/** More are no meeting whose notes anybody reads. */
export const mostAttendees = 200;
