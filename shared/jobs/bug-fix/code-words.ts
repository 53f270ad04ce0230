/** As a programmer writes a name: `cartTotal`, `cart_total`, `CART_TOTAL`, `cart.total()`. */
const name =
  /\b(?:[a-z][a-z0-9]+(?:[A-Z][a-z0-9]+)+|[A-Z][a-z0-9]+(?:[A-Z][a-z0-9]+)+|[A-Za-z][A-Za-z0-9]+(?:_[A-Za-z0-9]+)+)\b/g;
/** Names of the languages' own errors are in every repository. */
const everywhere = /(?:Error|Exception|Warning)$/;

/** Names of things in code that a text speaks of, the longest first: what is quoted as code before the rest. */
export function codeWords(text: string): string[] {
  const quoted = Array.from(text.matchAll(/`([^`\n]{3,60})`/g), ([, words = ""]) => words).join(" ");
  const found = (from: string): string[] =>
    [...new Set(from.match(name) ?? [])]
      .filter((one) => one.length >= 6 && one.length <= 60 && !everywhere.test(one))
      .toSorted((a, b) => b.length - a.length);
  return [...new Set([...found(quoted), ...found(text)])].slice(0, 5);
}
