import { isRandom, ownLength, selfTelling } from "./secret-patterns.ts";

/** What mail, shells, comments, quotes and lists put before the rest of a word in its next line. */
const indent = "[ \\t>|*#/]{0,40}";

/** What cuts a word in two: the end of a line, the marks of code and of bold letters, a text in quotes that goes on in the next. */
export const cut = new RegExp(
  [
    `(?:=|\\\\|[\`*]{1,3}|<br ?/?>)? {0,2}(?:\\r?\\n|(?:\\\\r)?\\\\n)${indent}[\`*]{0,3}`,
    "[`*]{1,3} {0,2}[`*]{0,3}",
    "<(?:w?br|/?code) ?/?>",
    `["'] {0,2}[+.\\\\] {0,2}(?:\\r?\\n)?${indent}["']`,
  ].join("|"),
  "g",
);
/** So far at most a word is followed to either side of a break, letters. */
export const mostOfWord = 200;
/** Letters that are this many, with digits among them, are no word of a sentence. */
const longerThanWords = 16;
/** No token has fewer. */
const shortest = 10;

/** What begins as a token of Resend does, and is a name. */
export const nameInCode = /re(?:_[a-z]+)+$/;

const inWord = /[\w+/=.~%:@-]/;

/** The word that ends at a place, from another place on at most. Letter by letter: a pattern would begin anew at each. */
export function wordBefore(text: string, end: number, from = 0): string {
  const least = Math.max(from, end - mostOfWord);
  let begin = end;
  while (begin > least && inWord.test(text.charAt(begin - 1))) begin -= 1;
  return text.slice(begin, end);
}

/** The word that a text begins with. */
export function wordAtOnce(text: string): string {
  return /^[\w+/=.~%:@-]*/.exec(text)?.[0] ?? "";
}

interface Across {
  /** Letters of the token before the break, and behind it. */
  before: number;
  behind: number;
}

/** A token that only both sides of a break make, where what is behind doesn't look like the next word of a sentence; null: there is none. */
export function tokenAcross(before: string, behind: string): Across | null {
  if (before.length + behind.length < shortest || nameInCode.test(before)) return null;
  const isJoined = /^[-_.][A-Za-z0-9]{4}/.test(behind);
  const isHalf = before.length >= longerThanWords && /\d/.test(before);
  const isNoWord = isHalf || /[^a-z]/.test(behind.slice(1));
  if (!isJoined && (!isNoWord || endsWithToken(before))) return null;
  for (const { 0: token, index } of `${before}${behind}`.matchAll(selfTelling)) {
    const end = index + token.length;
    if (index < before.length && end > before.length)
      return { before: before.length - index, behind: end - before.length };
  }
  return null;
}

function endsWithToken(text: string): boolean {
  return Array.from(text.matchAll(selfTelling)).some(
    ({ 0: token, index }) => index + token.length === text.length,
  );
}

/** A token of ours says nothing of itself but by its length: both sides of a break are all of it. */
function ownAcross(before: string, behind: string): Across | null {
  const rest = behind.replace(/[.:].*$/, "");
  const whole = `${before}${rest}`;
  const isOwn =
    /\d|[a-z][A-Z]/.test(before) && whole.length === ownLength && /^[\w-]+$/.test(whole) && isRandom(whole);
  return isOwn ? { before: before.length, behind: rest.length } : null;
}

/** A text without tokens that a single break has cut in two, each break seen by itself. */
export function withoutCutPairs(text: string): string {
  let told = "";
  let from = 0;
  for (const { 0: gap, index } of text.matchAll(cut)) {
    const next = index + gap.length;
    const before = wordBefore(text, index, from);
    const behind = wordAtOnce(text.slice(next, next + mostOfWord));
    if (before === "" || behind === "") continue;
    const across = tokenAcross(before, behind) ?? ownAcross(before, behind);
    if (across === null) continue;
    told += `${text.slice(from, index - across.before)}[secret]`;
    from = next + across.behind;
  }
  return told + text.slice(from);
}
