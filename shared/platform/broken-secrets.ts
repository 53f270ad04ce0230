import { selfTelling } from "./secret-patterns.ts";

/** Letters that nobody sees, within a word. */
const hidden = /(?<=[\x21-\x7e])[\u00ad\u180e\u200b-\u200f\u2060-\u2064\ufeff]+(?=[\x21-\x7e])/g;

/** A text without letters that nobody sees within its words. */
export function withoutHidden(text: string): string {
  return text.replace(hidden, "");
}

/** The end of a line within a word, with what mail, shells and JSON put around it. */
const lineEnd = /(?:=|\\)?(?:\r?\n|(?:\\r)?\\n)(?:[ \t]|> ?){0,8}/g;
/** So far at most a word is followed to either side of a line's end, letters. */
const mostOfWord = 400;

interface Break {
  /** Where the rest of the word begins, in the text without the breaks. */
  at: number;
  /** How long the break is. */
  length: number;
}

/** A text without the tokens that the end of a line has cut in two: what says itself what it is, and goes on as it began. */
export function withoutBrokenSecrets(text: string): string {
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

/** The text with each word in one that seems to go on in the next line. */
function joinedWords(text: string): { joined: string; breaks: Break[] } {
  const breaks: Break[] = [];
  let joined = "";
  let from = 0;
  for (const { 0: gap, index } of text.matchAll(lineEnd)) {
    const next = index + gap.length;
    const [before = ""] = /[\w+/=.~%:-]*$/.exec(text.slice(Math.max(from, index - mostOfWord), index)) ?? [];
    const [behind = ""] = /^[\w+/=.~%:-]*/.exec(text.slice(next, next + mostOfWord)) ?? [];
    if (!isPartOfToken(before) || !isOfChance(behind)) continue;
    joined += text.slice(from, index);
    breaks.push({ at: joined.length, length: gap.length });
    from = next;
  }
  return { joined: joined + text.slice(from), breaks };
}

/** Plain words have small letters alone, but for the first. */
const isPartOfToken = (word: string): boolean => /[^a-z]/.test(word.slice(1));

const moment = /^(?:\d{4}-\d\d-\d\d|\d{1,2}:\d\d)/;

/** What chance has made has digits among its letters, or changes their size in its middle; a line of a log begins with its moment. */
function isOfChance(word: string): boolean {
  if (word.length < 4 || moment.test(word)) return false;
  return /\d/.test(word) ? /[A-Za-z]/.test(word) || word.length >= 6 : /[a-z][A-Z]/.test(word);
}
