import { z } from "zod";

/** What a team may set about meetings: `meetings` in RULES. */
export const meetingRules = z.strictObject({
  /** Whether a bot is sent only where it is said how those who are there know that they are recorded. */
  consent: z.boolean().default(true),
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
