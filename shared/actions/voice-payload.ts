import { z } from "zod";
import { voiceAboutSchema } from "../domain/voice/voice-about.ts";
import { longestSpoken, voiceModelNames } from "../domain/voice/voice-models.ts";
import { oneLine, words } from "./one-line.ts";

export const voiceReportSchema = z.strictObject({
  title: oneLine(150),
  about: voiceAboutSchema.default({ of: "text" }),
  /** The very words that are read. */
  text: words(longestSpoken),
  /** The id of a voice at ElevenLabs. */
  voice: z.string().regex(/^\w{1,64}$/, "must be the id of a voice at ElevenLabs"),
  model: z.enum(voiceModelNames).default("eleven_multilingual_v2"),
});
export type VoiceReport = z.infer<typeof voiceReportSchema>;
