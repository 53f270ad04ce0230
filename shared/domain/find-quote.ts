/** Shorter words are found anywhere and prove nothing. */
const fewestCharacters = 8;

/** Where words stand in a text. */
export interface Span {
  from: number;
  to: number;
}

/**
 * Prepares a text for words to be found in it: letter by letter, but for white space, capitals, the forms of quotation marks, dashes, dots
 * and angle brackets, letters that are drawn as one, and hyphens at which a word goes on in the next line: whoever reads a page can't tell
 * these. Answers the first place; null where the words aren't there, or are too few. Words are whole ones: what ends or begins within one
 * may say the opposite ("able to" of "unable to", "refundable" of "non-refundable").
 */
export function quoteFinder(text: string): (quote: string) => Span | null {
  const ways = new RegExp(lineEnd, "u").test(text) ? (["joined", "kept"] as const) : (["joined"] as const);
  const texts = ways.map((hyphen) => ({ hyphen, all: folded(text, hyphen) }));
  return (quote) => {
    const spans = texts.flatMap(({ hyphen, all }) => findIn(all, folded(quote.trim(), hyphen).letters) ?? []);
    return spans.toSorted((a, b) => a.from - b.from)[0] ?? null;
  };
}

function findIn(all: Folded, letters: string): Span | null {
  if (letters.replaceAll(" ", "").length < fewestCharacters) return null;
  let at = all.letters.indexOf(letters);
  while (at >= 0 && !isWhole(all, at, at + letters.length)) at = all.letters.indexOf(letters, at + 1);
  const from = all.places[at];
  const last = all.places[at + letters.length - 1];
  return from === undefined || last === undefined ? null : { from, to: last + 1 };
}

/** Whether no word goes on beyond either end. Scripts that are written without spaces have no such ends. */
function isWhole({ letters, isDash }: Folded, from: number, to: number): boolean {
  return ![from, to].some(
    (at) =>
      at > 0 &&
      (twoLetters.test(letters.slice(at - 1, at + 1)) ||
        // "can" of "can't", "refundable" of "non-refundable"
        [at, at - 1].some(
          (sign) => sign > 0 && !isDash(sign) && within.test(letters.slice(sign - 1, sign + 2)),
        )),
  );
}

const oneLetter = String.raw`[\p{Script=Latin}\p{Script=Greek}\p{Script=Cyrillic}\d]`;
const twoLetters = new RegExp(`^${oneLetter}{2}$`, "u");
const within = new RegExp(`^${oneLetter}['-]${oneLetter}$`, "u");
/** Where a word goes on in the next line or on the next page, or a compound does: nobody can tell which. */
const lineEnd = String.raw`(?<=\p{L})[-‐][^\S\n]*\n{1,2}[^\S\n]*(?=\p{L})`;

/** A text as it is compared. */
interface Folded {
  letters: string;
  /** Of each letter, in the original. */
  places: number[];
  /** Whether a "-" is a dash between words, rather than a hyphen within one. */
  isDash: (at: number) => boolean;
}

function folded(text: string, hyphen: "joined" | "kept"): Folded {
  const letters: string[] = [];
  const places: number[] = [];
  const ends = new Map(
    Array.from(
      text.matchAll(new RegExp(lineEnd, "gu")),
      ({ 0: { length }, index }) => [index, length] as const,
    ),
  );
  for (let at = 0; at < text.length; at++) {
    const end = ends.get(at);
    for (const letter of end !== undefined && hyphen === "joined" ? "" : same(text.charAt(at))) {
      if (letter === " " && letters.at(-1) === " ") continue;
      letters.push(letter);
      places.push(at);
    }
    if (end !== undefined) at += end - 1;
  }
  const isDash = (at: number): boolean => "‒–—−".includes(text.charAt(places[at] ?? 0));
  return { letters: letters.join(""), places, isDash };
}

/** What a character is compared as. */
function same(letter: string): string {
  if (/\s/.test(letter)) return " ";
  const alike = lookalikes.find(([, forms]) => forms.includes(letter));
  if (alike !== undefined) return alike[0];
  if (/[\ufb00-\ufb06]/.test(letter)) return letter.normalize("NFKC");
  const small = letter.toLowerCase();
  return small.length === 1 ? small : letter;
}

const lookalikes = [
  ['"', "“”„«»"],
  ["'", "‘’‚`´"],
  ["-", "‐‑‒–—−"],
  ["<", "‹"],
  [">", "›"],
  ["...", "…"],
] as const;
