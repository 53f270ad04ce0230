import { changeMeeting, type MeetingRow } from "../../../db/meetings.ts";
import { botStateOf } from "../../../domain/meeting/bot-state.ts";
import { type BotState, isBotUnderWay } from "../../../domain/meeting/meeting.ts";
import { segmentsOf } from "../../../domain/meeting/segments-of.ts";
import { cuesOf } from "../../../domain/transcript/transcript-form.ts";
import { answerOf } from "../../../integrations/call.ts";
import { recallClient } from "../../../integrations/recall/client.ts";
import type { RecallBot } from "../../../integrations/recall/schema.ts";
import { mrkdwn } from "../../../integrations/slack/mrkdwn.ts";
import { SignalboxError } from "../../../platform/errors.ts";
import type { Spine } from "../../../spine/context.ts";
import { postNotice } from "../../../spine/post-notice.ts";
import { receiveTranscript } from "../receive-transcript.ts";

/** Where a bot is after a look. */
interface Look {
  state: BotState;
  said: string | null;
  recordingId?: string;
}

/**
 * Looks where a meeting's bot is, and takes the next step: has its recording transcribed, or takes the transcript. What a webhook says
 * only makes us look, so that it may come twice, late, in any order, or not at all. A bot that is over is not looked at again.
 * @throws SignalboxError `unavailable` when Recall doesn't answer now.
 */
export async function lookAtBot(spine: Spine, meeting: MeetingRow): Promise<BotState> {
  const { botId } = meeting;
  if (botId === null || !isBotUnderWay(meeting.botState)) return meeting.botState;
  const bot = answerOf(await recallClient(spine).bot(botId));
  const look =
    bot === null
      ? { state: "failed" as const, said: "Recall knows it no more" }
      : await nextOf(spine, meeting, bot);
  const { state: botState, said: botSaid, recordingId = meeting.recordingId } = look;
  // Also where nothing is new: by this the meetings that were looked at longest ago are known.
  await spine.db.batch([changeMeeting(spine, meeting.id, { botState, botSaid, recordingId })]);
  if (botState === "failed" && meeting.botState !== "failed") await tellFailed(spine, meeting, botSaid);
  return botState;
}

async function nextOf(spine: Spine, meeting: MeetingRow, bot: RecallBot): Promise<Look> {
  const recording = bot.recordings.at(-1);
  const { state, said } = botStateOf(bot.status_changes, recording !== undefined);
  if (state !== "processing" || recording?.status?.code !== "done") return { state, said };
  const recordingId = recording.id;
  const recall = recallClient(spine);
  const known = recording.media_shortcuts?.transcript ?? null;
  if (known === null) {
    answerOf(await recall.transcribe(recordingId));
    return { state, said: "it is transcribed", recordingId };
  }
  const transcript = answerOf(await recall.transcript(known.id));
  if (transcript === null || transcript.status?.code === "failed")
    return {
      state: "failed",
      said: `Recall could not transcribe it${transcript?.status?.sub_code ? ` (${transcript.status.sub_code})` : ""}: download the recording there, and upload a transcript`,
      recordingId,
    };
  const address = transcript.data?.download_url ?? null;
  if (transcript.status?.code !== "done" || address === null)
    return { state, said: "it is transcribed", recordingId };
  const value = answerOf(await recall.download(address));
  const isEmpty = Array.isArray(value) && value.length === 0;
  const cues = isEmpty ? [] : cuesOf(value);
  if (cues === null)
    return {
      state: "failed",
      said: "its transcript is of a form that isn't known: upload it by hand",
      recordingId,
    };
  return received(spine, meeting, recordingId, segmentsOf(cues, spine.settings.PEOPLE, meeting.attendees));
}

/** What is said there is said by whoever was in the meeting: it is trusted as little as what comes from outside. */
async function received(
  spine: Spine,
  meeting: MeetingRow,
  recordingId: string,
  segments: ReturnType<typeof segmentsOf>,
): Promise<Look> {
  try {
    await receiveTranscript(spine, meeting, segments, "external");
  } catch (error) {
    if (!(error instanceof SignalboxError) || error.code !== "bad_request") throw error;
    return { state: "failed", said: error.message, recordingId };
  }
  return { state: "done", said: null, recordingId };
}

/** That it can't be told changes nothing: the meeting's page says it too. */
async function tellFailed(
  spine: Spine,
  { id, title, channel }: MeetingRow,
  why: string | null,
): Promise<void> {
  const where = channel ?? spine.settings.RULES.opsChannel;
  if (where === undefined) return;
  await postNotice(spine, {
    taskId: `notice-meeting-${id}`,
    channel: where,
    thread: null,
    text: mrkdwn`:warning: The bot of ${title} has brought nothing: ${why ?? "no reason is known"}. Send another, or upload a transcript under Meetings.`,
    told: `${where} is told that the bot of ${id} failed`,
  });
}
