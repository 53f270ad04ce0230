import { eq } from "drizzle-orm";
import { voices } from "../../../shared/db/schema.ts";
import type { LostAnswerTrial } from "./network-trials.ts";
import { sandbox } from "./slack.ts";
import { spine } from "./spine.ts";

/** A text to be read that is told from others by its mark. */
export function readingOf(mark: string, over: object = {}): Record<string, unknown> {
  return { title: mark, text: `${mark} is done.`, voice: "sandboxVoiceAda0001", ...over };
}

export const voicesNamed = async (mark: string) =>
  spine.db.select().from(voices).where(eq(voices.title, mark));

/** What ElevenLabs has spoken with these words in it. */
export async function spokenWith(mark: string): Promise<{ voice: string; model: string; text: string }[]> {
  const { spoken } = await sandbox<{ spoken: { voice: string; model: string; text: string }[] }>(
    "/elevenlabs/_people/spoken",
  );
  return spoken.filter(({ text }) => text.includes(mark));
}

export const voiceTrials: Record<string, LostAnswerTrial> = {
  voice_report: {
    payload: (mark) => readingOf(mark),
    service: "elevenlabs",
    path: "/v1/text-to-speech/",
    // ElevenLabs can't be asked what it has spoken: it speaks once more, and one sound is kept.
    outside: async (mark) => (await voicesNamed(mark)).length,
  },
};
