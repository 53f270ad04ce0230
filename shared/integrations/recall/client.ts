import type { z } from "zod";
import { readBounded } from "../../platform/read-bounded.ts";
import { describeError } from "../../platform/errors.ts";
import { type Outside, requireSetting } from "../../platform/config.ts";
import { callService, type CallOutcome, jsonIn, mapAnswer, outcomeOf, throughDoor } from "../call.ts";
import { recallAnswers } from "./answers.ts";
import * as wire from "./schema.ts";

/** A bot as it is sent. */
export interface NewBot {
  meetingUrl: string;
  name: string;
  /** When it joins, epoch milliseconds; null: now. */
  joinAt: number | null;
  /** What names the action that it is sent by, to find it again. */
  mark: string;
  /** Said to all in the meeting's chat when it joins. */
  announcement: string;
}

/** How long somebody may keep it waiting before it leaves, seconds. */
const waitSeconds = 1200;
/** A transcript of four hours, word by word, with room to spare, bytes. */
const transcriptBytes = 20_000_000;

/** Recall.ai's API, as far as Signalbox uses it (docs.recall.ai). Never retries by itself. */
export function recallClient(outside: Outside) {
  const { RECALL_URL, RECALL_RETENTION_HOURS } = outside.settings;
  const root = `${RECALL_URL.replace(/\/+$/, "")}/api/v1`;
  const authorization = `Token ${requireSetting(outside.settings, "RECALL_API_KEY")}`;

  const call = async <T>(
    method: "GET" | "POST" | "DELETE",
    path: string,
    answer: z.ZodType<T>,
    body?: object,
  ): Promise<CallOutcome<T>> =>
    callService(outside, {
      service: recallAnswers,
      url: `${root}/${path}`,
      method,
      headers: { authorization },
      ...(body === undefined ? {} : { body }),
      answer,
      error: wire.recallError,
    });

  /** Null where there is none. */
  const orNull = <T>(outcome: CallOutcome<T>): CallOutcome<T | null> =>
    outcome.kind === "refused" && outcome.status === 404 ? { kind: "answered", value: null } : outcome;

  return {
    /** Sends a bot. What it records is kept for the hours of RECALL_RETENTION_HOURS: unsaid, Recall would keep it for ever. */
    send: async ({
      meetingUrl,
      name,
      joinAt,
      mark,
      announcement,
    }: NewBot): Promise<CallOutcome<wire.RecallBot>> =>
      call("POST", "bot/", wire.bot, {
        meeting_url: meetingUrl,
        bot_name: name,
        ...(joinAt === null ? {} : { join_at: new Date(joinAt).toISOString() }),
        metadata: { signalbox: mark },
        recording_config: { retention: { type: "timed", hours: RECALL_RETENTION_HOURS } },
        automatic_leave: { waiting_room_timeout: waitSeconds, noone_joined_timeout: waitSeconds },
        chat: { on_bot_join: { send_to: "everyone", message: announcement } },
      }),

    /** The bot that an action has sent; null: it has sent none. */
    sentBy: async (mark: string): Promise<CallOutcome<wire.RecallBot | null>> =>
      mapAnswer(
        await call("GET", `bot/?metadata__signalbox=${encodeURIComponent(mark)}`, wire.botPage),
        ({ results }) => results.find(({ metadata }) => metadata?.["signalbox"] === mark) ?? null,
      ),

    /** Null: Recall knows it no more. */
    bot: async (id: string): Promise<CallOutcome<wire.RecallBot | null>> =>
      orNull(await call("GET", `bot/${encodeURIComponent(id)}/`, wire.bot)),

    /** Takes back a bot that has not joined. */
    unschedule: async (id: string): Promise<CallOutcome<unknown>> =>
      call("DELETE", `bot/${encodeURIComponent(id)}/`, wire.nothing),

    /** Has a bot leave that has joined; what it has recorded stays. */
    leave: async (id: string): Promise<CallOutcome<unknown>> =>
      call("POST", `bot/${encodeURIComponent(id)}/leave_call/`, wire.nothing, {}),

    /** Has a recording transcribed. */
    transcribe: async (recording: string): Promise<CallOutcome<wire.RecallTranscript>> =>
      call("POST", `recording/${encodeURIComponent(recording)}/create_transcript/`, wire.transcript, {
        provider: { recallai_async: { language_code: "auto" } },
      }),

    transcript: async (id: string): Promise<CallOutcome<wire.RecallTranscript | null>> =>
      orNull(await call("GET", `transcript/${encodeURIComponent(id)}/`, wire.transcript)),

    /** The words of a transcript; undefined for what is no JSON. The address needs no key of ours, and gets none. */
    download: async (url: string): Promise<CallOutcome<unknown>> =>
      throughDoor(outside, recallAnswers, async () => {
        try {
          const response = await outside.fetch(url, { signal: AbortSignal.timeout(30_000) });
          if (!response.ok) {
            await response.body?.cancel();
            const error = `${recallAnswers.name} answered ${response.status} for a transcript`;
            return outcomeOf(recallAnswers, "down", error);
          }
          const bytes = await readBounded(response, transcriptBytes);
          if (bytes === null)
            return { kind: "refused", error: `the transcript has more than ${transcriptBytes} bytes` };
          return { kind: "answered", value: jsonIn(new TextDecoder().decode(bytes)) };
        } catch (error) {
          return outcomeOf(recallAnswers, "down", `${recallAnswers.name}: ${describeError(error)}`);
        }
      }),
  };
}
