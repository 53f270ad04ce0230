import { z } from "zod";
import { voices } from "../db/schema.ts";
import { taskById } from "../db/tasks.ts";
import { joinMp3, readMp3 } from "../domain/voice/mp3.ts";
import { aboutName } from "../domain/voice/voice-about.ts";
import { dashboardLink } from "../platform/config.ts";
import { sha256 } from "../platform/digest.ts";
import type { ApprovedAction } from "../spine/action-kind.ts";
import type { Ground } from "../spine/ground.ts";
import type { VoiceReport } from "./voice-payload.ts";

/** What was read aloud: its name, where it lies in R2 and how long it is; `url`, where there is a dashboard: the page on which it is heard. */
export const spokenVoice = z
  .object({ voice: z.string(), key: z.string(), seconds: z.string(), bytes: z.string() })
  .catchall(z.string());
export type SpokenVoice = z.infer<typeof spokenVoice>;

/** A sound in R2. */
interface Sound {
  key: string;
  bytes: number;
  /** How long it lasts, milliseconds. */
  ms: number;
}

const type = { httpMetadata: { contentType: "audio/mpeg" } };
const soundKey = (digest: string): string => `voices/${digest}.mp3`;
const partsOf = (digest: string): string => `voices/${digest}/`;
const partKey = (digest: string, at: number): string => `${partsOf(digest)}${at}.mp3`;

/** The whole of what was agreed to by a digest; null: not all of it is read yet. */
export async function soundOf({ env }: Ground, digest: string): Promise<Sound | null> {
  const key = soundKey(digest);
  const found = await env.ARTEFACTS.head(key);
  return found && { key, bytes: found.size, ms: Number(found.customMetadata?.["ms"] ?? 0) };
}

/** The places of the pieces that are read. */
export async function partsMade({ env }: Ground, digest: string): Promise<Set<number>> {
  const { objects } = await env.ARTEFACTS.list({ prefix: partsOf(digest) });
  return new Set(objects.map(({ key }) => Number.parseInt(key.slice(partsOf(digest).length), 10)));
}

export async function keepPart(
  { env }: Ground,
  digest: string,
  at: number,
  sound: Uint8Array,
): Promise<void> {
  await env.ARTEFACTS.put(partKey(digest, at), sound, type);
}

/** Puts pieces together, and takes them away when that is done. @throws Error when one is missing, or is no MP3. */
export async function joinParts({ env }: Ground, digest: string, count: number): Promise<Sound> {
  const keys = Array.from({ length: count }, (_none, at) => partKey(digest, at));
  const parts = [];
  for (const key of keys) {
    const part = await env.ARTEFACTS.get(key);
    const read = part && readMp3(await part.bytes());
    if (read === null) throw new Error(`${key} is not there, or is no MP3`);
    parts.push(read);
  }
  const { frames, ms } = joinMp3(parts);
  const key = soundKey(digest);
  await env.ARTEFACTS.put(key, frames, { ...type, customMetadata: { ms: String(ms) } });
  await env.ARTEFACTS.delete(keys);
  return { key, bytes: frames.length, ms };
}

/** Keeps what is known of a sound, once, and says where it is heard. */
export async function keepVoice(
  { db, settings, now }: Ground,
  { id: actionId, taskId, payload }: ApprovedAction<VoiceReport>,
  { key, bytes, ms }: Sound,
): Promise<SpokenVoice> {
  const id = `voi_${(await sha256(actionId)).slice(0, 24)}`;
  const task = await taskById(db, taskId);
  const project = task?.project ?? "default";
  const { about, title, text, voice, model } = payload;
  await db
    .insert(voices)
    .values({
      id,
      project,
      taskId,
      title,
      about: aboutName(project, about),
      version: about.of === "artefact" ? about.version : null,
      words: text,
      speaker: voice,
      model,
      key,
      bytes,
      ms,
      by: task?.requestedBy ?? "signalbox",
      createdAt: now(),
    })
    .onConflictDoNothing();
  const url = dashboardLink(settings, `/voices/${id}`);
  const found = { voice: id, key, seconds: (ms / 1000).toFixed(1), bytes: String(bytes) };
  return url === null ? found : { ...found, url };
}
