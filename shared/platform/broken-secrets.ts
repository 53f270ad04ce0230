import {
  cut,
  mostOfWord,
  nameInCode,
  tokenAcross,
  withoutCutPairs,
  wordAtOnce,
  wordBefore,
} from "./cut-pairs.ts";
import { selfTelling } from "./secret-patterns.ts";

/** Letters that nobody sees, within a word. */
const hidden = /(?<=[\x21-\x7e])[\u00ad\u180e\u200b-\u200f\u2060-\u2064\ufeff]+(?=[\x21-\x7e])/g;

const selfTellingAtOnce = new RegExp(`^(?:${selfTelling.source})`);

/** A text without letters that nobody sees within its words. */
export function withoutHidden(text: string): string {
  return text.replace(hidden, "");
}

interface Break {
  /** Where the rest of the word begins, in the text without the breaks. */
  at: number;
  /** How long the break is. */
  length: number;
}

/** A text without the tokens that a line's end or marks have cut in two: what says itself what it is, and goes on as it began. */
export function withoutBrokenSecrets(text: string): string {
  return withoutCutPairs(withoutBrokenTelling(text));
}

function withoutBrokenTelling(text: string): string {
  const { joined, breaks } = joinedWords(text);
  if (breaks.length === 0) return text;
  let told = "";
  let from = 0;
  let next = 0;
  let shift = 0;
  // Both come in the order of the text, so one look at each is enough.
  const pass = (isBefore: (at: number) => boolean): void => {
    for (let one = breaks[next]; one !== undefined && isBefore(one.at); one = breaks[next]) {
      shift += one.length;
      next += 1;
    }
  };
  for (const { 0: token, index } of joined.matchAll(selfTelling)) {
    pass((at) => at <= index);
    const begin = index + shift;
    const whole = next;
    pass((at) => at < index + token.length);
    if (next === whole) continue;
    told += `${text.slice(from, begin)}[secret]`;
    from = index + token.length + shift;
  }
  return told + text.slice(from);
}

/** The text with each word in one that seems to go on behind a break. Read from its end: what goes on there is known then. */
function joinedWords(text: string): { joined: string; breaks: Break[] } {
  const found: { from: number; length: number }[] = [];
  let tail = "";
  let end = text.length;
  for (const { 0: gap, index } of Array.from(text.matchAll(cut)).toReversed()) {
    const next = index + gap.length;
    tail = `${text.slice(next, Math.min(end, next + mostOfWord))}${tail}`.slice(0, mostOfWord);
    end = index;
    const before = wordBefore(text, index);
    const behind = wordAtOnce(tail);
    if (goesOn(before, behind)) found.push({ from: next, length: gap.length });
    else tail = "";
  }
  const breaks: Break[] = [];
  let joined = "";
  let from = 0;
  for (const one of found.toReversed()) {
    joined += text.slice(from, one.from - one.length);
    breaks.push({ at: joined.length, length: one.length });
    from = one.from;
  }
  return { joined: joined + text.slice(from), breaks };
}

/** Whether a word goes on behind a break. What is a token of its own doesn't, if no dot has joined it; nor does a name in code such as `re_export`. */
function goesOn(before: string, behind: string): boolean {
  if (before === "" || behind === "") return false;
  if ((selfTellingAtOnce.test(behind) && !before.endsWith(".")) || nameInCode.test(before)) return false;
  return (isPartOfToken(before) && isOfChance(behind)) || tokenAcross(before, behind) !== null;
}

/** Plain words have small letters alone, but for the first. */
const isPartOfToken = (word: string): boolean => /[^a-z]/.test(word.slice(1));

/** A moment, or an address: a line of its own. */
const ownLine = /^(?:\d{4}-\d\d-\d\d|\d{1,2}:\d\d|[a-z]{2,10}:\/\/)/;

/** What chance has made has digits among its letters, or changes their size in its middle; a line of a log begins with its moment. */
function isOfChance(word: string): boolean {
  if (word.length < 4 || ownLine.test(word)) return false;
  return /\d/.test(word) ? /[A-Za-z]/.test(word) || word.length >= 6 : /[a-z][A-Z]/.test(word);
}
