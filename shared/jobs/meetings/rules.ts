import { z } from "zod";

const usualConsentWords = [
  "is recorded",
  "is being recorded",
  "will be recorded",
  "are recorded",
  "we record this meeting",
  "wird aufgezeichnet",
] as const;

const host = z
  .string()
  .toLowerCase()
  .max(253)
  .regex(/^[a-z0-9-]+(?:\.[a-z0-9-]+)+$/, "must be the name of a host such as meet.example.com");

/** What a team may set about meetings: `meetings` in RULES. */
export const meetingRules = z.strictObject({
  /** Whether a bot is sent only where it is said how those who are there know that they are recorded. */
  consent: z.boolean().default(true),
  /** Words by which an invitation says that its meeting is recorded. */
  consentWords: z
    .array(z.string().trim().min(3).max(100))
    .max(30)
    .default([...usualConsentWords]),
  /** Hosts of conferences of our own, besides the services that are known. */
  hosts: z.array(host).max(20).default([]),
  /** What a bot is called in a meeting. */
  botName: z.string().trim().min(1).max(60).default("Signalbox notes"),
  /** What it says in the meeting's chat when it joins. */
  announcement: z
    .string()
    .trim()
    .min(1)
    .max(500)
    .default(
      "This meeting is recorded, so that notes can be written of it. If you don't want that, say so, and remove me.",
    ),
});

declare module "../../policy/rules.ts" {
  interface JobRules {
    meetings: z.infer<typeof meetingRules>;
  }
}
