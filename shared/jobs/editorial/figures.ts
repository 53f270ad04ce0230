/** Numbers that people write as words; "one" is left out, since it counts nothing more often than something. */
const words = ["two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"];
const asWord = new RegExp(`\\b(?:${words.join("|")})\\b`, "gi");
const asFigure = /\d+(?:[.,:]\d+)*/g;

/** The figures of a text that stand in none of the facts: as digits or as words, 1,200 and 1200 are the same. */
export function strayFigures(text: string, facts: string): string[] {
  const known = new Set(figuresIn(facts).map(plain));
  return [...new Set(figuresIn(text))].filter((figure) => !known.has(plain(figure)));
}

function figuresIn(text: string): string[] {
  return [...(text.match(asFigure) ?? []), ...(text.match(asWord) ?? [])];
}

function plain(figure: string): string {
  const place = words.indexOf(figure.toLowerCase());
  if (place >= 0) return String(place + 2);
  return figure.replaceAll(/,(?=\d{3}(?:\D|$))/g, "").replace(/^0+(?=\d)/, "");
}
