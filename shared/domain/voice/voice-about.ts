import { z } from "zod";
import { artefactKinds } from "../artefacts/artefact.ts";

/** What is read aloud: a version of one of the project's documents, a meeting's notes, or a text that somebody wrote for it. */
export const voiceAboutSchema = z.discriminatedUnion("of", [
  z.strictObject({
    of: z.literal("artefact"),
    kind: z.enum(artefactKinds),
    version: z.number().int().min(1),
  }),
  z.strictObject({
    of: z.literal("meeting"),
    meeting: z.string().regex(/^[\w-]{1,100}$/, "must be a meeting's id"),
  }),
  z.strictObject({ of: z.literal("text") }),
]);
export type VoiceAbout = z.infer<typeof voiceAboutSchema>;

/** The name of what is read aloud, whatever its version: where its voices are shown. */
export function aboutName(project: string, about: VoiceAbout): string {
  switch (about.of) {
    case "artefact":
      return `artefact:${project}:${about.kind}`;
    case "meeting":
      return `meeting:${about.meeting}`;
    case "text":
      return `text:${project}`;
  }
}
