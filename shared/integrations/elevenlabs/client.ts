import type { VoiceModel } from "../../domain/voice/voice-models.ts";
import { type Outside, requireSetting } from "../../platform/config.ts";
import { describeError } from "../../platform/errors.ts";
import { readBounded } from "../../platform/read-bounded.ts";
import { callService, type CallOutcome, mapAnswer, outcomeOf, refusalIn, throughDoor } from "../call.ts";
import { elevenlabsAnswers } from "./answers.ts";
import * as wire from "./schema.ts";

/** Words that are to be spoken, with what stands before and behind them, so that the voice carries on. */
interface Speech {
  speaker: string;
  model: VoiceModel;
  text: string;
  before: string;
  behind: string;
}

/** A voice of the account. */
export interface Speaker {
  id: string;
  name: string;
}

/** How long it has to speak, milliseconds. Shorter than the lease of an effect. */
const timeoutMs = 25_000;
/** What a piece of a text may come to, bytes: some eight minutes. */
const mostBytes = 8_000_000;
/** Of what stands before and behind, so much is told. */
const context = 300;

/** ElevenLabs' API, as far as Signalbox uses it (elevenlabs.io/docs/api-reference). Never retries by itself. */
export function elevenlabsClient(outside: Outside) {
  const root = outside.settings.ELEVENLABS_URL.replace(/\/+$/, "");
  const headers = { "xi-api-key": requireSetting(outside.settings, "ELEVENLABS_API_KEY") };

  return {
    /** Speaks a text: the bytes of an MP3 of 128 kbit/s. Each time costs. */
    speak: async (speech: Speech): Promise<CallOutcome<Uint8Array>> =>
      throughDoor(outside, elevenlabsAnswers, async () => {
        const lost = (error: string) => outcomeOf(elevenlabsAnswers, "lost", error);
        try {
          const url = `${root}/v1/text-to-speech/${encodeURIComponent(speech.speaker)}/stream?output_format=mp3_44100_128`;
          const response = await outside.fetch(url, {
            method: "POST",
            headers: { ...headers, "content-type": "application/json", accept: "audio/mpeg" },
            body: JSON.stringify({
              text: speech.text,
              model_id: speech.model,
              ...(speech.before === "" ? {} : { previous_text: speech.before.slice(-context) }),
              ...(speech.behind === "" ? {} : { next_text: speech.behind.slice(0, context) }),
            }),
            redirect: "manual",
            signal: AbortSignal.timeout(timeoutMs),
          });
          const bytes = await readBounded(response, mostBytes);
          if (bytes === null)
            return { kind: "refused", error: `ElevenLabs answered with more than ${mostBytes} bytes` };
          if (response.ok) return { kind: "answered", value: bytes };
          const request = { service: elevenlabsAnswers, error: wire.elevenlabsError, isRead: false };
          return refusalIn(outside, request, response, new TextDecoder().decode(bytes));
        } catch (error) {
          return lost(`ElevenLabs: ${describeError(error)}`);
        }
      }),

    /** The account's voices, the first hundred. */
    speakers: async (): Promise<CallOutcome<Speaker[]>> =>
      mapAnswer(
        await callService(outside, {
          service: elevenlabsAnswers,
          url: `${root}/v2/voices?page_size=100`,
          method: "GET",
          headers,
          answer: wire.voicePage,
          error: wire.elevenlabsError,
        }),
        ({ voices }) => voices.map(({ voice_id: id, name }) => ({ id, name })),
      ),
  };
}
