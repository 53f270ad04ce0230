import { lookUp } from "../../platform/look-up.ts";
import type { BotState } from "./meeting.ts";

/** What has happened to a bot, in the order in which it did, as Recall says it (docs.recall.ai/docs/bot-status-change-events). */
export interface BotChange {
  code: string;
  sub_code?: string | null | undefined;
  message?: string | null | undefined;
}

const states: Readonly<Record<string, BotState>> = {
  ready: "scheduled",
  joining_call: "joining",
  in_waiting_room: "waiting_room",
  in_call_not_recording: "joining",
  recording_permission_allowed: "joining",
  recording_permission_denied: "joining",
  in_call_recording: "recording",
  call_ended: "processing",
  recording_done: "processing",
  done: "processing",
  fatal: "failed",
  media_expired: "failed",
};

/** Why bots end that have recorded nothing, in words; others are said as Recall names them. */
const reasons: Readonly<Record<string, string>> = {
  timeout_exceeded_waiting_room: "nobody let it in",
  timeout_exceeded_noone_joined: "nobody came",
  timeout_exceeded_everyone_left: "everybody had left",
  bot_kicked_from_call: "somebody removed it from the meeting",
  bot_kicked_from_waiting_room: "somebody turned it away",
  call_ended_by_host: "the host ended the meeting",
  recording_permission_denied: "the host did not allow it to record",
  meeting_not_found: "there is no such meeting",
  meeting_not_started: "the meeting had not begun",
  meeting_password_incorrect: "the address lacks the meeting's password",
};

/** Where a bot is by all that is known of it, with why it went no further; it is one step at least beyond being asked for. */
export function botStateOf(
  changes: readonly BotChange[],
  hasRecording: boolean,
): { state: BotState; said: string | null } {
  const state =
    changes.map(({ code }) => lookUp(states, code)).findLast((one) => one !== undefined) ?? "scheduled";
  const isOver = state === "failed" || state === "processing";
  if (!isOver) return { state, said: null };
  const why = changes
    .toReversed()
    .map(
      ({ code, sub_code: sub, message }) =>
        lookUp(reasons, sub ?? "") ?? lookUp(reasons, code) ?? (sub || message || null),
    )
    .find((one) => one !== null);
  if (state === "failed") return { state, said: why ?? "Recall says no reason" };
  // It has been there, and nothing was recorded: nothing will come.
  const isDone = changes.some(({ code }) => code === "done");
  return isDone && !hasRecording
    ? { state: "failed", said: why ?? "it recorded nothing" }
    : { state, said: null };
}

/** A bot of which nothing else is known has not been anywhere. */
export const unbegunStates: ReadonlySet<string> = new Set(["ready"]);
