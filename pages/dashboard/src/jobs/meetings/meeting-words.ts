import type { BotState, Consent, MeetingSource } from "../../../../../shared/domain/meeting/meeting.ts";
import type { Answer } from "../../api/types.ts";

export type MeetingView = Answer<"GET /api/meetings">["meetings"][number];
export type WholeMeeting = Answer<"GET /api/meetings/{id}">;
export type SegmentView = Answer<"GET /api/meetings/{id}/transcript">["segments"][number];

/** How a meeting came to be known. */
export const sourceWords: Record<MeetingSource, string> = {
  upload: "transcript uploaded",
  command: "bot sent by command",
  calendar: "bot invited by calendar",
  rule: "bot sent by rule",
};

/** Whether those who were there know. */
export const consentWords: Record<Consent, string> = {
  told: "They were told that it is recorded",
  not_told: "Nobody has said that they were told that it is recorded",
};

/** Where its bot is. */
export const botWords: Record<BotState, string> = {
  none: "no bot",
  asked: "a bot is asked for",
  scheduled: "the bot is scheduled",
  joining: "the bot is joining",
  waiting_room: "the bot waits to be let in",
  recording: "the bot records",
  processing: "the transcript is made",
  done: "recorded",
  failed: "the bot failed",
  cancelled: "the bot was cancelled",
};

/** How its notes stand, in a few words. */
export function notesWords({ hasTranscript, agreed, status }: MeetingView): string {
  if (agreed) return "notes agreed on";
  if (!hasTranscript) return "no transcript yet";
  if (status === "waiting_approval") return "notes wait for a yes";
  return status === "done"
    ? "nothing to note"
    : status === "rejected"
      ? "notes refused"
      : "notes are written";
}
