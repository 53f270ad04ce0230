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
 * Finds names in texts: whole, in any case, and their parts. A part that the texts use as an ordinary word ("Will", "Mark") counts only
 * in the whole name: that is one that stands in small letters as often as in capitals; and one that never is, counts in small letters too.
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
  const used = countUse(texts, parts, wholes);
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
      const key = single.get(word) ?? partAs(word, parts, used);
      if (key !== null) found.push({ kind: "name", key, from, to });
    }
    return found;
  };
}

function partAs(
  word: string,
  parts: ReadonlyMap<string, string>,
  used: ReadonlyMap<string, Use>,
): string | null {
  const folded = word.toLowerCase();
  const key = parts.get(folded);
  if (key === undefined) return null;
  const { capital, plain } = used.get(folded) ?? { capital: 0, plain: 0 };
  const isCapital = word !== folded;
  if (isCapital) return plain === 0 || capital > plain ? key : null;
  return word.length >= shortestSmall && capital >= plain * 5 ? key : null;
}

interface Use {
  capital: number;
  plain: number;
}

/** How often parts of names stand by themselves, with a capital and without. */
function countUse(
  texts: readonly string[],
  parts: ReadonlyMap<string, string>,
  wholes: ReadonlyMap<string, readonly Name[]>,
): Map<string, Use> {
  const used = new Map<string, Use>();
  for (const text of texts) {
    const words = wordsIn(text);
    for (let at = 0; at < words.length; at++) {
      const word = words[at]?.word ?? "";
      const folded = word.toLowerCase();
      const whole = wholeAt(text, words, at, wholes);
      if (whole !== null) at += whole.count - 1;
      else if (parts.has(folded)) {
        const use = used.get(folded) ?? { capital: 0, plain: 0 };
        if (word === folded) use.plain++;
        else use.capital++;
        used.set(folded, use);
      }
    }
  }
  return used;
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
