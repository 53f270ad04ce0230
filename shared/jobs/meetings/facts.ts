import type { FactSpecs } from "../../domain/ledger.ts";

/** What only meetings put on record. */
export const meetingFacts = {
  "meeting.read": { status: "working", step: "thought", tell: ({ summary }) => `${summary}.` },
  "meeting.noted": { status: "working", step: "thought", tell: ({ summary }) => `${summary}.` },
  /** Where a meeting's bot is: of no task, and told to whoever looks on. */
  "meeting.bot": { status: null },
  "meeting.followed": { status: null, step: "effect", tell: ({ summary }) => `${summary}.` },
} as const satisfies FactSpecs;

type MeetingFacts = typeof meetingFacts;

declare module "../../domain/ledger.ts" {
  interface FactTypes extends MeetingFacts {}
}
