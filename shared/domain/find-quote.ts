/** Shorter words are found anywhere and prove nothing. */
const fewestCharacters = 8;

/** Where words stand in a text. */
export interface Span {
  from: number;
  to: number;
}

/**
 * Prepares a text for words to be found in it: letter by letter, but for white space, capitals and the forms of quotation marks, dashes
 * and angle brackets, which whoever reads a page can't tell. Answers the first place; null where the words aren't there, or are too few.
 * Words are whole ones: what ends or begins within one may say the opposite ("able to" of "unable to").
 */
export function quoteFinder(text: string): (quote: string) => Span | null {
  const all = folded(text);
  return (quote) => {
    const { letters } = folded(quote.trim());
    if (letters.replaceAll(" ", "").length < fewestCharacters) return null;
    let at = all.letters.indexOf(letters);
    while (at >= 0 && !isWhole(all.letters, at, at + letters.length))
      at = all.letters.indexOf(letters, at + 1);
    const from = all.places[at];
    const last = all.places[at + letters.length - 1];
    return from === undefined || last === undefined ? null : { from, to: last + 1 };
  };
}

/** Whether no word goes on beyond either end. Scripts that are written without spaces have no such ends. */
function isWhole(letters: string, from: number, to: number): boolean {
  return ![from, to].some(
    (at) =>
      at > 0 &&
      (twoLetters.test(letters.slice(at - 1, at + 1)) ||
        // "can" of "can't"
        elided.test(letters.slice(at - 1, at + 2)) ||
        (at > 1 && elided.test(letters.slice(at - 2, at + 1)))),
  );
}

const oneLetter = String.raw`[\p{Script=Latin}\p{Script=Greek}\p{Script=Cyrillic}\d]`;
const twoLetters = new RegExp(`^${oneLetter}{2}$`, "u");
const elided = new RegExp(`^${oneLetter}'${oneLetter}$`, "u");

/** A text as it is compared, each of its characters with its place in the original. */
function folded(text: string): { letters: string; places: number[] } {
  const letters: string[] = [];
  const places: number[] = [];
  for (let at = 0; at < text.length; at++) {
    const letter = same(text.charAt(at));
    if (letter === " " && letters.at(-1) === " ") continue;
    letters.push(letter);
    places.push(at);
  }
  return { letters: letters.join(""), places };
}

/** One character for one, so that places stay. */
function same(letter: string): string {
  if (/\s/.test(letter)) return " ";
  const alike = lookalikes.find(([, forms]) => forms.includes(letter));
  if (alike !== undefined) return alike[0];
  const small = letter.toLowerCase();
  return small.length === 1 ? small : letter;
}

const lookalikes = [
  ['"', "“”„«»"],
  ["'", "‘’‚`´"],
  ["-", "‐‑‒–—−"],
  ["<", "‹"],
  [">", "›"],
] as const;
