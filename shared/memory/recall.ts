import { comparable } from "../domain/likeness.ts";
import { memoriesByIds, type MemoryScope } from "../db/memories.ts";
import type { MemoryRow } from "../db/schema.ts";
import type { CallOutcome } from "../integrations/call.ts";
import { log } from "../platform/log.ts";
import type { Spine } from "../spine/context.ts";
import { memoryTools } from "./memory.ts";
import type { Vector } from "./embedder.ts";

/** A memory that was found, and by what. */
export interface Recalled {
  memory: MemoryRow;
  /** Its place among those found by their words, from 1; null: none of them is in it. */
  byWords: number | null;
  /** How close it lies: a cosine; null: it isn't among the nearest. */
  cosine: number | null;
  /** Whether it lies so close that it is about the same. */
  isClose: boolean;
}

const mostWords = 24;
const looked = 50;
/** How much the first places count for more than those behind them (reciprocal rank fusion). */
const ease = 60;

/** What is remembered of something, the best first: found by its words and by where it lies. An index that doesn't answer leaves the words. */
export async function recall(
  spine: Spine,
  text: string,
  scope: MemoryScope,
  most: number,
): Promise<Recalled[]> {
  if (scope.projects.length === 0 || text.trim() === "") return [];
  const { embedder, index } = memoryTools(spine);
  const { closeFrom } = embedder;
  const vector = placeOf(await embedder.embed([text]));
  const { byWords, near } = await index.find({
    phrase: phraseOf(text),
    vector,
    scope,
    embedder: embedder.name,
    most: looked,
  });
  if (near.kind !== "answered") log.warn("memory.by_words_alone", { reason: near.error });
  const close = (near.kind === "answered" ? near.value : []).filter(({ cosine }) => cosine >= closeFrom / 3);
  const places = new Map(byWords.map((id, at) => [id, at + 1]));
  const cosines = new Map(close.map(({ id, cosine }, at) => [id, { cosine, place: at + 1 }]));
  const score = (id: string): number => part(places.get(id)) + part(cosines.get(id)?.place);
  const best = [...new Set([...places.keys(), ...cosines.keys()])]
    .toSorted((a, b) => score(b) - score(a))
    // A query of D1's has room for a hundred values, the projects among them.
    .slice(0, Math.min(most, looked));
  // What the index has and D1 hasn't is forgotten already.
  const rows = new Map((await memoriesByIds(spine.db, best, scope)).map((row) => [row.id, row]));
  return best.flatMap((id) => {
    const memory = rows.get(id);
    const cosine = cosines.get(id)?.cosine ?? null;
    if (memory === undefined) return [];
    return [
      {
        memory,
        byWords: places.get(id) ?? null,
        cosine,
        isClose: cosine !== null && cosine >= closeFrom,
      },
    ];
  });
}

function part(place: number | undefined): number {
  return place === undefined ? 0 : 1 / (ease + place);
}

/** Where a text lies; null: there is nobody to say, and its words have to do. */
function placeOf(embedded: CallOutcome<Vector[]>): Vector | null {
  const vector = embedded.kind === "answered" ? embedded.value[0] : undefined;
  if (vector === undefined)
    log.warn("memory.by_words_alone", {
      reason: embedded.kind === "answered" ? "no vector" : embedded.error,
    });
  return vector ?? null;
}

/** Any of a text's words, in the language of FTS5; nothing in them is an operator. Null: it has none. */
function phraseOf(text: string): string | null {
  const words = [...new Set(comparable(text))].filter((word) => word.length > 2).slice(0, mostWords);
  return words.length === 0 ? null : words.map((word) => `"${word}"`).join(" OR ");
}
