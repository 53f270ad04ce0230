import { z } from "zod";
import { clockOf } from "../../../domain/transcript/cue.ts";
import { element, group, material, problemsPart } from "../../../llm/prompt-parts.ts";
import { cleanLine } from "../../../quarantine/clean/clean.ts";
import { placesIn } from "../../../quarantine/places.ts";
import type { FoundNote } from "./found-note.ts";

/** What a model makes of the notes of all parts: it only points at them. */
export const mergeSchema = z.object({
  overview: z.array(z.object({ text: z.string(), note: z.string() })),
  same: z.array(z.array(z.string())),
});
export type Merge = z.infer<typeof mergeSchema>;

export const mergeSystem = `You put the notes of a long meeting together, which were taken part by part. ${material}

overview: the whole meeting in three to eight plain sentences in English, each with the id of the note that says it. No links, no mail addresses.
same: groups of ids of notes that say the same, or where a later one changes or takes back an earlier one; of each group name first the one
that holds in the end, which alone is kept. A note that stands for itself is in no group. Notes of different kinds are never the same.`;

export const mergeTokens = 12_000;

/** The ids of notes in what follows: by their place, so that none can be another's. */
export function noteId(place: number): string {
  return `N${place + 1}`;
}

export function mergePrompt(notes: readonly FoundNote[], problems: readonly string[]): string {
  return [
    group(
      "notes",
      notes.map(({ kind, text, moment, owner, due }, n) =>
        element("note", { id: noteId(n), kind, at: clockOf(moment.atMs / 1000), owner, due }, text),
      ),
    ),
    ...problemsPart(problems),
  ].join("\n");
}

/** What was noted twice where two parts overlap is there once. */
export function withoutRepeats(notes: readonly FoundNote[]): FoundNote[] {
  const seen = new Set<string>();
  return notes.filter(({ kind, moment: { segment, quote } }) => {
    const key = `${kind}/${segment}/${quote}`;
    if (seen.has(key)) return false;
    seen.add(key);
    return true;
  });
}

const longestText = 400;
const mostSentences = 12;

/**
 * The notes after what a model says of them. An id that no note has is passed over, and nothing is lost by it: what isn't in a group
 * stays. Who has no usable overview keeps the sentences of the parts.
 */
export function merged(notes: readonly FoundNote[], { overview, same }: Merge): FoundNote[] {
  const placeOf = new Map(notes.map((_, n) => [noteId(n), n]));
  const gone = new Set<number>();
  for (const alike of same) {
    const [first, ...rest] = alike.map((id) => placeOf.get(id)).filter((place) => place !== undefined);
    if (first === undefined || gone.has(first)) continue;
    for (const place of rest)
      if (place !== first && notes[place]?.kind === notes[first]?.kind) gone.add(place);
  }
  const sentences = overview
    .flatMap(({ text, note }): FoundNote[] => {
      const source = notes[placeOf.get(note) ?? -1];
      const line = cleanLine(text, longestText);
      if (source === undefined || line.text === "" || line.suspicious.length > 0) return [];
      if (placesIn(text).length > 0) return [];
      return [{ kind: "summary", text: line.text, moment: source.moment, owner: null, due: null }];
    })
    .slice(0, mostSentences);
  const rest = notes.filter((_, n) => !gone.has(n));
  return sentences.length === 0 ? rest : [...sentences, ...rest.filter(({ kind }) => kind !== "summary")];
}
