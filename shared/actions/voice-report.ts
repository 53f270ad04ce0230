import { artefactRow } from "../db/artefacts.ts";
import { meetingById } from "../db/meetings.ts";
import { taskById } from "../db/tasks.ts";
import type { ApplyOutcome } from "../domain/sending.ts";
import { messageTarget } from "../domain/target.ts";
import { readMp3 } from "../domain/voice/mp3.ts";
import { spokenPieces } from "../domain/voice/spoken-pieces.ts";
import type { VoiceAbout } from "../domain/voice/voice-about.ts";
import { voiceModels, voicePrice } from "../domain/voice/voice-models.ts";
import { elevenlabsClient } from "../integrations/elevenlabs/client.ts";
import { escapeLine } from "../platform/escape-markdown.ts";
import type { ActionKindModule, ApprovedAction } from "../spine/action-kind.ts";
import type { Ground } from "../spine/ground.ts";
import { quoted } from "./quoted.ts";
import {
  joinParts,
  keepPart,
  keepVoice,
  partsMade,
  soundOf,
  type SpokenVoice,
  spokenVoice,
} from "./spoken-sound.ts";
import { type VoiceReport, voiceReportSchema } from "./voice-payload.ts";

type Approved = ApprovedAction<VoiceReport>;

/** Between two pieces of a text, milliseconds. */
const nextPieceMs = 1000;

/**
 * Has a text read aloud. It is read piece by piece, each kept in R2 under the digest of what was agreed to; the last one puts them together.
 * ElevenLabs can't be asked what it has read: a piece whose answer is lost is read, and counted, once more.
 */
export const voiceReport: ActionKindModule<"voice_report", VoiceReport, SpokenVoice> = {
  kind: "voice_report",
  schema: voiceReportSchema,
  result: spokenVoice,
  service: "elevenlabs",
  price: ({ model, text }) => voicePrice(model, text),
  target: ({ about, title }) => messageTarget(placeOf(about), title),
  preview: (payload) => ({
    title: `Read aloud: ${payload.title}`,
    body: [
      `ElevenLabs gets these words and reads them, with the voice \`${payload.voice}\` and the model ${voiceModels[payload.model].name}: ${payload.text.length} characters, $${(voicePrice(payload.model, payload.text) / 1e6).toFixed(4)}.`,
      `Read is ${escapeLine(whatOf(payload.about))}:`,
      quoted({ text: payload.text, link: null }),
    ].join("\n\n"),
  }),

  apply: async (ground, action) => {
    const task = await taskById(ground.db, action.taskId);
    const gone = await whyGone(ground, task?.project ?? "default", action.payload.about);
    return gone === null ? readOn(ground, action) : { kind: "refused", error: gone };
  },

  check: async (ground, action) => readOn(ground, action),

  reconcile: async (ground, action) => {
    const sound = await soundOf(ground, action.digest);
    return sound === null
      ? { kind: "absent" }
      : { kind: "found", result: await keepVoice(ground, action, sound) };
  },
};

/**
 * Reads the first piece that isn't read yet; when it was the last one, all are put together. The same words may have been read on behalf
 * of another action: then there is nothing left to do.
 */
async function readOn(ground: Ground, action: Approved): Promise<ApplyOutcome<SpokenVoice>> {
  const whole = await soundOf(ground, action.digest);
  if (whole !== null) return { kind: "applied", result: await keepVoice(ground, action, whole) };
  const { text, voice, model } = action.payload;
  const pieces = spokenPieces(text, voiceModels[model].atOnce);
  const made = await partsMade(ground, action.digest);
  const next = pieces.findIndex((_piece, at) => !made.has(at));
  if (next >= 0) {
    const spoken = await elevenlabsClient(ground).speak({
      speaker: voice,
      model,
      text: pieces[next] ?? "",
      before: pieces[next - 1] ?? "",
      behind: pieces[next + 1] ?? "",
    });
    if (spoken.kind !== "answered") return spoken;
    if (readMp3(spoken.value) === null)
      return { kind: "refused", error: "ElevenLabs answered with something that is no MP3" };
    await keepPart(ground, action.digest, next, spoken.value);
    made.add(next);
  }
  if (made.size < pieces.length)
    return {
      kind: "under_way",
      progress: { read: String(made.size), of: String(pieces.length) },
      afterMs: nextPieceMs,
    };
  const sound = await joinParts(ground, action.digest, pieces.length);
  return { kind: "applied", result: await keepVoice(ground, action, sound) };
}

/** Why what is to be read isn't there; null: it is. */
async function whyGone({ db }: Ground, project: string, about: VoiceAbout): Promise<string | null> {
  if (about.of === "meeting")
    return (await meetingById(db, about.meeting)) === undefined
      ? `there is no meeting ${about.meeting}`
      : null;
  if (about.of === "text") return null;
  const { kind, version } = about;
  const newest = (await artefactRow(db, { project, kind }))?.version ?? 0;
  return version <= newest ? null : `the ${kind} of ${project} has no version ${version}, only ${newest}`;
}

function placeOf(about: VoiceAbout): string {
  switch (about.of) {
    case "artefact":
      return `voice:${about.kind}`;
    case "meeting":
      return `voice:${about.meeting}`;
    case "text":
      return "voice:text";
  }
}

function whatOf(about: VoiceAbout): string {
  switch (about.of) {
    case "artefact":
      return `of version ${about.version} of the document ${about.kind.replaceAll("_", " ")}`;
    case "meeting":
      return `of the notes of the meeting ${about.meeting}`;
    case "text":
      return "a text that was written for it";
  }
}
