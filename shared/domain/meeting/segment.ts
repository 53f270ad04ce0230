import { z } from "zod";

/** What one says without anybody between. */
export const segmentSchema = z.strictObject({
  /** As the transcript calls who speaks; null: it doesn't know. */
  speaker: z.string().max(200).nullable(),
  /** The name in PEOPLE of who speaks; null: a stranger, or it isn't clear who. */
  person: z.string().nullable(),
  /** Milliseconds from the beginning of the recording. */
  startMs: z.number().int().nonnegative(),
  /** Null: the transcript doesn't say. */
  endMs: z.number().int().nonnegative().nullable(),
  text: z.string(),
});
export type Segment = z.infer<typeof segmentSchema>;

/** A transcript as it is kept. */
export const transcriptSchema = z.strictObject({ segments: z.array(segmentSchema) });

/** Who speaks, segment by segment, by the best name there is; those without one are left out. */
export function speakersIn(segments: readonly Segment[]): string[] {
  return segments.flatMap(({ person, speaker }) => person ?? speaker ?? []);
}

/** The longest meeting whose transcript is read, milliseconds: four hours, and what people overrun. */
const longestMs = 4.5 * 3_600_000;
/** Four hours of talk are some 250,000 characters. */
const mostCharacters = 600_000;
const mostSegments = 20_000;

/** Why a transcript is too much to be read, and what to do; null: it isn't. */
export function transcriptTooMuch(segments: readonly Segment[]): string | null {
  if (segments.length > mostSegments)
    return `the transcript has ${segments.length} parts; at most ${mostSegments} are read, so split it`;
  const characters = segments.reduce((sum, { text }) => sum + text.length, 0);
  if (characters > mostCharacters)
    return `the transcript has ${characters} characters; at most ${mostCharacters} are read, so split it`;
  const last = segments.reduce((most, { startMs, endMs }) => Math.max(most, endMs ?? startMs), 0);
  return last > longestMs
    ? `the transcript is longer than ${longestMs / 3_600_000} hours: meetings of up to four hours are read, so split it`
    : null;
}
