import type { Cue } from "../../domain/transcript/cue.ts";
import { captionCues } from "../../domain/transcript/captions.ts";
import { spokenLines } from "../../domain/transcript/spoken-lines.ts";
import { cuesOf } from "../../domain/transcript/transcript-form.ts";
import { decode, isBinary } from "../../platform/decode.ts";
import { SignalboxError } from "../../platform/errors.ts";
import { visible } from "../../platform/visible.ts";
import { wellFormed } from "../../platform/well-formed.ts";

/** What is read of a file at most, bytes. */
export const transcriptBytes = 8 * 1024 * 1024;

/**
 * What a transcript's file says: VTT, SRT, JSON of the forms that are known, or plain text. A file without words is an empty meeting.
 * @throws SignalboxError `bad_request` for a file that is none of these, with the way out.
 */
export function readTranscript({ name, bytes }: { name: string; bytes: Uint8Array<ArrayBuffer> }): Cue[] {
  const isPdf = new TextDecoder().decode(bytes.subarray(0, 5)) === "%PDF-";
  if (isPdf || isBinary(bytes))
    throw new SignalboxError(
      "bad_request",
      `${name} is no transcript: upload it as VTT, SRT, JSON or text (a recording has to be transcribed first)`,
    );
  return cuesIn(name, decode(bytes).replace(/^\ufeff/, "")).map((cue) => ({ ...cue, text: plain(cue.text) }));
}

function cuesIn(name: string, text: string): Cue[] {
  const isCaptions =
    /^WEBVTT(?:\s|$)/.test(text) || /^\s*(?:\d+\s*\n)?\s*\d{1,2}:\d{2}:\d{2}[,.]\d{1,3}\s*-->/.test(text);
  if (isCaptions) return captionCues(text);
  if (!/^\s*[[{]/.test(text) || /^\s*\[\d{1,3}:\d{2}/.test(text)) return spokenLines(text);
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    if (!/\.json$/i.test(name)) return spokenLines(text);
    throw new SignalboxError("bad_request", `${name} is no JSON: export it again, or save it as text`, {
      cause: error,
    });
  }
  const isEmpty = Array.isArray(value) && value.length === 0;
  const cues = isEmpty ? [] : cuesOf(value);
  if (cues === null)
    throw new SignalboxError(
      "bad_request",
      `${name} is JSON of a form that isn't known; a transcript is a list of { speaker, text, start }: save it so, or as text`,
    );
  return cues;
}

function plain(text: string): string {
  return visible(wellFormed(text).normalize("NFC"));
}
