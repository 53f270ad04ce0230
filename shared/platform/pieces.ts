/** A text in pieces of at most so many characters, cut between words where there are any. Empty: none. */
export function pieces(text: string, longest: number): string[] {
  const found: string[] = [];
  let rest = text;
  while (rest.length > longest) {
    const space = rest.lastIndexOf(" ", longest);
    // A character of two halves stays whole.
    const most = /[\uD800-\uDBFF]/.test(rest.charAt(longest - 1)) ? longest - 1 : longest;
    const end = space > longest / 2 ? space : most;
    found.push(rest.slice(0, end).trimEnd());
    rest = rest.slice(end).trimStart();
  }
  return rest === "" ? found : [...found, rest];
}
