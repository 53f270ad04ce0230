import { changeMeeting, claimRecording, type MeetingRow } from "../../../db/meetings.ts";
import { botStateOf } from "../../../domain/meeting/bot-state.ts";
import { type BotState, isBotUnderWay } from "../../../domain/meeting/meeting.ts";
import type { LedgerEntry } from "../../../domain/ledger.ts";
import { segmentsOf } from "../../../domain/meeting/segments-of.ts";
import { cuesOf } from "../../../domain/transcript/transcript-form.ts";
import { answerOf } from "../../../integrations/call.ts";
import { recallClient } from "../../../integrations/recall/client.ts";
import type { RecallBot } from "../../../integrations/recall/schema.ts";
import { mrkdwn } from "../../../integrations/slack/mrkdwn.ts";
import { describeError, SignalboxError } from "../../../platform/errors.ts";
import { log } from "../../../platform/log.ts";
import type { Spine } from "../../../spine/context.ts";
import { hit, record } from "../../../spine/record.ts";
import { postNotice } from "../../../spine/post-notice.ts";
import { receiveTranscript } from "../receive-transcript.ts";

/** Where a bot is after a look. */
interface Look {
  state: BotState;
  said: string | null;
}

/** So long after a meeting's end nothing is waited for any more, milliseconds. */
const patienceMs = 24 * 3_600_000;

/**
 * Looks where a meeting's bot is, and takes the next step: has its recording transcribed, or takes the transcript. What a webhook says
 * only makes us look, so that it may come twice, late, in any order, or not at all. A bot that is over is not looked at again, and one that has
 * brought nothing a day after its meeting, for whatever reason, is over.
 */
export async function lookAtBot(spine: Spine, meeting: MeetingRow): Promise<BotState> {
  if (!isBotUnderWay(meeting.botState)) return meeting.botState;
  const look = await lookNow(spine, meeting);
  const isLate = spine.now() - (meeting.endsAt ?? meeting.startsAt) > patienceMs;
  const { state: botState, said: botSaid } =
    isLate && isBotUnderWay(look.state)
      ? {
          state: "failed" as const,
          said: `a day after the meeting nothing has come (${look.said ?? look.state})`,
        }
      : look;
  // Before it is over: who dies here tells of it at the next look, and nobody is told twice.
  if (botState === "failed") await tellFailed(spine, meeting, botSaid);
  const changed = changeMeeting(spine, meeting.id, { botState, botSaid });
  // Also where nothing is new: by this the meetings that were looked at longest ago are known.
  if (botState === meeting.botState && botSaid === meeting.botSaid) await spine.db.batch([changed]);
  else await record(spine, [whereItIs(spine, meeting, { state: botState, said: botSaid })], [changed]);
  return botState;
}

/** A fact, so that whoever has the meeting's page open sees it at once. */
function whereItIs(spine: Spine, { id, updatedAt }: MeetingRow, { state, said }: Look): LedgerEntry {
  return {
    id: `meeting/${id}/bot/${updatedAt}`,
    at: spine.now(),
    taskId: null,
    type: "meeting.bot",
    summary: `the bot of ${id}: ${state.replace("_", " ")}${said === null ? "" : ` (${said})`}`,
    data: { meeting: id, state },
  };
}

/** Where it is now; as far as it was known, with what is in the way, when that can't be seen. */
async function lookNow(spine: Spine, meeting: MeetingRow): Promise<Look> {
  const { botId, botState } = meeting;
  if (botId === null) return { state: botState, said: meeting.botSaid };
  try {
    const bot = answerOf(await recallClient(spine).bot(botId));
    return bot === null
      ? { state: "failed", said: "Recall knows it no more" }
      : await nextOf(spine, meeting, bot);
  } catch (error) {
    if (!(error instanceof SignalboxError)) throw error;
    log.warn("meeting.look_failed", { code: meeting.id, reason: describeError(error) });
    return { state: botState, said: describeError(error) };
  }
}

async function nextOf(spine: Spine, meeting: MeetingRow, bot: RecallBot): Promise<Look> {
  const recording = bot.recordings.at(-1);
  const { state, said } = botStateOf(bot.status_changes, recording !== undefined);
  if (state !== "processing" || recording?.status?.code !== "done") return { state, said };
  const recall = recallClient(spine);
  const known = recording.media_shortcuts?.transcript ?? null;
  if (known === null) return transcribe(spine, meeting, recording.id);
  const transcript = answerOf(await recall.transcript(known.id));
  if (transcript === null || transcript.status?.code === "failed")
    return {
      state: "failed",
      said: `Recall could not transcribe it${transcript?.status?.sub_code ? ` (${transcript.status.sub_code})` : ""}: download the recording there, and upload a transcript`,
    };
  const address = transcript.data?.download_url ?? null;
  if (transcript.status?.code !== "done" || address === null) return { state, said: "it is transcribed" };
  const value = answerOf(await recall.download(address));
  const isEmpty = Array.isArray(value) && value.length === 0;
  const cues = isEmpty ? [] : cuesOf(value);
  if (cues === null)
    return { state: "failed", said: "its transcript is of a form that isn't known: upload it by hand" };
  return received(spine, meeting, segmentsOf(cues, spine.settings.PEOPLE, meeting.attendees));
}

/** Has a recording transcribed, which costs, by whoever comes first of several that look at once. */
async function transcribe(spine: Spine, { id }: MeetingRow, recordingId: string): Promise<Look> {
  const look: Look = { state: "processing", said: "it is transcribed" };
  const [claimed] = await spine.db.batch([claimRecording(spine, id, recordingId)]);
  if (!hit(claimed)) return look;
  const asked = await recallClient(spine).transcribe(recordingId);
  if (asked.kind === "answered") return look;
  // Should it have been taken all the same, the next look sees that.
  await spine.db.batch([changeMeeting(spine, id, { recordingId: null })]);
  return { state: "processing", said: asked.error };
}

/** What is said there is said by whoever was in the meeting: it is trusted as little as what comes from outside. */
async function received(
  spine: Spine,
  meeting: MeetingRow,
  segments: ReturnType<typeof segmentsOf>,
): Promise<Look> {
  try {
    await receiveTranscript(spine, meeting, segments, "external");
  } catch (error) {
    if (!(error instanceof SignalboxError) || error.code !== "bad_request") throw error;
    return { state: "failed", said: error.message };
  }
  return { state: "done", said: null };
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
