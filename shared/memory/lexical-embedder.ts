import { comparable } from "../domain/likeness.ts";
import { type Embedder, unit, type Vector } from "./embedder.ts";

const dimensions = 512;

/** Says nothing of what a text is about, in the two languages that the desk speaks. */
const empty = new Set(
  (
    "the and for that this with from are was were has have had not but you your our they their its into can will would should what when which who how all any out over more than then also " +
    "der die das und für mit von ist sind war waren hat haben nicht aber wir ihr sie sein ein eine einen einem einer auf aus bei nach über auch noch als wie was wenn wird werden zum zur den dem des"
  ).split(" "),
);

/**
 * The embedder that needs nothing: a text is the words and the parts of words that it is made of, each at a place that its hash tells. It finds
 * what is said in the same words, also in another form of them, and knows no meanings.
 */
export const lexicalEmbedder: Embedder = {
  name: `lexical-1-${dimensions}`,
  dimensions,
  isSemantic: false,
  closeFrom: 0.3,
  sameFrom: 0.5,
  batch: 100,
  embed: async (texts) => ({ kind: "answered", value: texts.map(lexicalVector) }),
};

/** The words of a text that say what it is about. */
export function tellingWords(text: string): string[] {
  return comparable(text).filter((word) => word.length > 1 && !empty.has(word));
}

/** A text's place. */
export function lexicalVector(text: string): Vector {
  const counts = new Map<string, number>();
  const count = (feature: string, weight: number): void => {
    counts.set(feature, (counts.get(feature) ?? 0) + weight);
  };
  const words = tellingWords(text);
  for (const word of words) {
    count(`w${word}`, 1);
    // Other forms of a word share most of its parts.
    const bounded = `<${word}>`;
    const parts = Math.max(1, bounded.length - 3);
    for (let at = 0; at < parts; at += 1) count(`p${bounded.slice(at, at + 4)}`, 0.5 / Math.sqrt(parts));
  }
  const vector = new Float32Array(dimensions);
  for (const [feature, times] of counts) {
    const hash = hashOf(feature);
    const place = hash % dimensions;
    // What is said ten times isn't ten times as much about it.
    const weight = Math.sqrt(times);
    vector[place] = (vector[place] ?? 0) + (((hash >>> 16) & 1) === 0 ? weight : -weight);
  }
  return unit(vector);
}

/** FNV-1a of a feature's signs, 32 bits, mixed once more so that its low bits tell the most. */
function hashOf(feature: string): number {
  let hash = 0x811c9dc5;
  for (let at = 0; at < feature.length; at += 1) hash = Math.imul(hash ^ feature.charCodeAt(at), 0x01000193);
  hash = Math.imul(hash ^ (hash >>> 15), 0x85ebca6b);
  return (hash ^ (hash >>> 13)) >>> 0;
}
