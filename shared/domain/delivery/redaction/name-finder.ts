import type { PersonalSpan } from "./personal-data.ts";

/** What stands in names and is none. */
const small = new Set(
  "dr mr mrs ms prof herr frau van von der den de da di du la le el al bin ben and the of at from via jr sr inc ltd llc gmbh ag".split(
    " ",
  ),
);
/** What may stand between the words of one name. */
const between = /^[\s.,'’_-]{1,3}$/;
/** Shorter words are too often others. */
const shortestSmall = 4;
/** What stands between two words of a sentence. */
const within = /^[ ,’'"„“(-]+$/;

interface Word {
  word: string;
  from: number;
  to: number;
}
interface Name {
  key: string;
  words: readonly string[];
}

/**
 * Finds names in texts: whole, in any case, and their parts. A part that the texts use as an ordinary word ("Will", "Mark") counts only in
 * the whole name: that is one that stands in small letters more often than, within a sentence, with a capital.
 * @param texts in which such use is counted; addresses, which have names in small letters, are no part of them.
 */
export function nameFinder(
  names: readonly string[],
  texts: readonly string[],
): (text: string) => PersonalSpan[] {
  const known = names.map((name): Name => ({
    key: name.toLowerCase(),
    words: wordsIn(name).map(({ word }) => word.toLowerCase()),
  }));
  const wholes = byFirstWord(known.filter(({ words }) => words.length > 1));
  const parts = partsOf(known);
  const single = new Map(
    names.flatMap((name) => {
      const [only, ...more] = wordsIn(name);
      return only === undefined || more.length > 0 ? [] : [[only.word, name.toLowerCase()] as const];
    }),
  );
  const ordinary = ordinaryAmong(parts, texts, wholes);
  return (text) => {
    const words = wordsIn(text);
    const found: PersonalSpan[] = [];
    for (let at = 0; at < words.length; at++) {
      const here = words[at];
      if (here === undefined) continue;
      const whole = wholeAt(text, words, at, wholes);
      if (whole !== null) {
        found.push({ kind: "name", key: whole.key, from: here.from, to: whole.to });
        at += whole.count - 1;
        continue;
      }
      const { word, from, to } = here;
      const key = single.get(word) ?? partAs(word, parts, ordinary);
      if (key !== null) found.push({ kind: "name", key, from, to });
    }
    return found;
  };
}

function partAs(
  word: string,
  parts: ReadonlyMap<string, string>,
  ordinary: ReadonlySet<string>,
): string | null {
  const folded = word.toLowerCase();
  const isShort = word === folded && word.length < shortestSmall;
  return ordinary.has(folded) || isShort ? null : (parts.get(folded) ?? null);
}

/** Parts of names that are ordinary words in the texts. */
function ordinaryAmong(
  parts: ReadonlyMap<string, string>,
  texts: readonly string[],
  wholes: ReadonlyMap<string, readonly Name[]>,
): Set<string> {
  const balance = new Map<string, number>();
  for (const text of texts) {
    const words = wordsIn(text);
    for (let at = 0; at < words.length; at++) {
      const here = words[at];
      if (here === undefined) continue;
      const folded = here.word.toLowerCase();
      const whole = wholeAt(text, words, at, wholes);
      const before = words[at - 1];
      if (whole !== null) at += whole.count - 1;
      else if (parts.has(folded)) {
        const isPlain = here.word === folded;
        const isWithin = before !== undefined && within.test(text.slice(before.to, here.from));
        balance.set(folded, (balance.get(folded) ?? 0) + (isPlain ? 1 : isWithin ? -1 : 0));
      }
    }
  }
  return new Set([...balance].flatMap(([word, more]) => (more > 0 ? [word] : [])));
}

/** The longest name that begins with a word of a text. */
function wholeAt(
  text: string,
  words: readonly Word[],
  at: number,
  wholes: ReadonlyMap<string, readonly Name[]>,
): { key: string; to: number; count: number } | null {
  for (const { key, words: its } of wholes.get(words[at]?.word.toLowerCase() ?? "") ?? []) {
    const last = words[at + its.length - 1];
    const fits = its.every((word, n) => {
      const here = words[at + n];
      const before = words[at + n - 1];
      return (
        here?.word.toLowerCase() === word &&
        (n === 0 || (before !== undefined && between.test(text.slice(before.to, here.from))))
      );
    });
    if (fits && last !== undefined) return { key, to: last.to, count: its.length };
  }
  return null;
}

function byFirstWord(names: readonly Name[]): Map<string, Name[]> {
  const result = new Map<string, Name[]>();
  for (const name of names.toSorted((a, b) => b.words.length - a.words.length)) {
    const [first = ""] = name.words;
    result.set(first, [...(result.get(first) ?? []), name]);
  }
  return result;
}

/** Each part with the name that had it first. */
function partsOf(names: readonly Name[]): Map<string, string> {
  const result = new Map<string, string>();
  for (const { key, words } of names)
    for (const word of words)
      if (/\p{L}{2}/u.test(word) && !small.has(word) && !result.has(word)) result.set(word, key);
  return result;
}

function wordsIn(text: string): Word[] {
  return Array.from(text.matchAll(/[\p{L}\p{N}]+/gu), ({ 0: word, index }) => ({
    word,
    from: index,
    to: index + word.length,
  }));
}
