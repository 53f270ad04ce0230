import { voicesEndpoints } from "../../shared/api/voices.ts";
import { listVoices, voiceById, type VoiceRow } from "../../shared/db/voices.ts";
import { elevenlabsClient, type Speaker } from "../../shared/integrations/elevenlabs/client.ts";
import { SignalboxError } from "../../shared/platform/errors.ts";
import { redact } from "../../shared/platform/redact.ts";
import type { Spine } from "../../shared/spine/context.ts";
import { cursorOf, nextCursor } from "./page.ts";
import { serve, type Served } from "./serve.ts";
import { soundFile } from "./sound-file.ts";
import { iso } from "./times.ts";

/** What was read aloud, and what it can be read with. */
export const voicesApi = {
  list: serve(voicesEndpoints.list, async ({ spine, query: { limit, cursor, about } }) => {
    const rows = await listVoices(spine.db, about ?? null, limit, cursorOf(cursor));
    return {
      voices: rows.map(voiceView),
      nextCursor: nextCursor(rows, limit, ({ createdAt, id }) => ({ at: createdAt, id })),
    };
  }),
  get: serve(voicesEndpoints.get, async ({ spine, params: { id } }) => {
    const row = await existingVoice(spine, id);
    return { ...voiceView(row), words: redact(row.words) };
  }),
  audio: serve(voicesEndpoints.audio, async ({ c, spine, params: { id } }) =>
    soundFile(spine.env, (await existingVoice(spine, id)).key, c.req.raw),
  ),
  speakers: serve(voicesEndpoints.speakers, async ({ spine }) => {
    const { ELEVENLABS_VOICE: speaker = null, ELEVENLABS_MODEL: model } = spine.settings;
    return { ...(await speakersNow(spine)), usual: { speaker, model } };
  }),
} satisfies Record<keyof typeof voicesEndpoints, Served>;

async function speakersNow(spine: Spine): Promise<{ speakers: Speaker[]; problem: string | null }> {
  const { ELEVENLABS_API_KEY, ELEVENLABS_VOICE } = spine.settings;
  if (ELEVENLABS_API_KEY === undefined)
    return { speakers: [], problem: "ELEVENLABS_API_KEY is not set (see docs/voice.md)" };
  const answer = await elevenlabsClient(spine).speakers();
  if (answer.kind !== "answered") return { speakers: [], problem: redact(answer.error) };
  const speakers = answer.value;
  const isUnknown = ELEVENLABS_VOICE !== undefined && !speakers.some(({ id }) => id === ELEVENLABS_VOICE);
  return {
    speakers,
    problem: isUnknown ? `ELEVENLABS_VOICE is none of the account's first ${speakers.length} voices` : null,
  };
}

function voiceView({
  id,
  project,
  taskId,
  title,
  about,
  version,
  speaker,
  model,
  ms,
  bytes,
  by,
  createdAt,
}: VoiceRow) {
  return {
    id,
    project,
    taskId,
    title: redact(title),
    about,
    version,
    speaker,
    model,
    seconds: ms / 1000,
    bytes,
    by,
    createdAt: iso(createdAt),
  };
}

async function existingVoice({ db }: Spine, id: string): Promise<VoiceRow> {
  const row = await voiceById(db, id);
  if (row === undefined) throw new SignalboxError("not_found", `nothing was read aloud under ${id}`);
  return row;
}
