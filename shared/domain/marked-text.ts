/** A part of a text that a network shows as more than words. Offsets are those of JavaScript's strings. */
export interface Mark {
  kind: "link" | "mention" | "tag";
  start: number;
  end: number;
  /** The address in full, the handle without its "@", the tag without its "#". */
  value: string;
}

/** What may stand before a link or a handle, so that it is one and no part of a longer word. */
const before = String.raw`(?<=^|[\s(\[{"'“‘«])`;
const link = String.raw`(?:https?:\/\/|www\.)[^\s<>"“”]+`;
/** A handle is a domain name: https://atproto.com/specs/handle */
const label = "[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?";
const handle = String.raw`@(?:${label}\.)+[a-z](?:[a-z0-9-]{0,61}[a-z0-9])?(?![\w@-])`;
/** As long as the lexicon lets one be, and not a number alone: "#1" is a rank. */
const tag = String.raw`[#＃](?!\p{N}+(?:[^\p{L}\p{M}\p{N}_]|$))[\p{L}\p{M}\p{N}_](?:[\p{L}\p{M}\p{N}_-]{0,62}[\p{L}\p{M}\p{N}_])?(?![\p{L}\p{M}\p{N}_])`;
const pattern = new RegExp(`${before}(?:(?<link>${link})|(?<handle>${handle})|(?<tag>${tag}))`, "giu");

/** The links, mentions and tags of a text, in its order. A link has its scheme, or begins with "www.". */
export function marksIn(text: string): Mark[] {
  return Array.from(text.matchAll(pattern), ({ index: start, groups = {} }): Mark | null => {
    const { link: found, handle: name, tag: word } = groups;
    if (found !== undefined) return linkAt(start, withoutTrail(found));
    if (name !== undefined)
      return { kind: "mention", start, end: start + name.length, value: name.slice(1).toLowerCase() };
    if (word === undefined) return null;
    return { kind: "tag", start, end: start + word.length, value: word.slice(1) };
  }).filter((mark) => mark !== null);
}

function linkAt(start: number, words: string): Mark | null {
  const url = URL.parse(/^www\./i.test(words) ? `https://${words}` : words);
  return url === null ? null : { kind: "link", start, end: start + words.length, value: url.href };
}

/** A sentence's marks after an address are the sentence's; so is a bracket that the address doesn't open. */
function withoutTrail(found: string): string {
  let words = found;
  for (;;) {
    const last = words.at(-1) ?? "";
    const closes = last === ")" ? "(" : last === "]" ? "[" : last === "}" ? "{" : null;
    const isTrail = /[.,;:!?'’…*_~]/u.test(last) || (closes !== null && !isBalanced(words, closes, last));
    if (!isTrail) return words;
    words = words.slice(0, -1);
  }
}

function isBalanced(words: string, opening: string, closing: string): boolean {
  return words.split(opening).length >= words.split(closing).length;
}
