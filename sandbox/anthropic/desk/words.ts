/** Words that say nothing of what is asked for. */
const empty = new Set(
  `a an the and or of for to in on at by with from is are be it its this that our we us i me my you your please can could
  would should need want like some any as so do does what how about into who than then there have has will just get
  der die das ein eine einen und oder für zu zum zur in im am auf mit von den dem des ist sind bitte wir uns ich du ihr
  über brauchen`.split(/\s+/),
);

/** The words of a text that say something, each in a plain form: "weekly reports" → "week", "report". */
export function plainWords(text: string): string[] {
  const found = text.toLowerCase().match(/\p{L}+/gu) ?? [];
  return found.filter((word) => word.length > 1 && !empty.has(word)).map(plain);
}

/** The same, and each two that stand together. */
export function terms(text: string): Set<string> {
  const words = plainWords(text);
  return new Set([...words, ...words.slice(1).map((word, at) => `${words[at] ?? ""} ${word}`)]);
}

function plain(word: string): string {
  if (word.length < 5) return word.replace(/(?<=..)s$/, "");
  return word
    .replace(/ies$/, "y")
    .replace(/(?:ing|ed|es|s|ly)$/, "")
    .replace(/(.)\1$/, "$1");
}
