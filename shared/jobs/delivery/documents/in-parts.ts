/** So long is a part of a document at most, characters; so many parts of one are remembered. */
const longestPart = 1500;
const mostParts = 40;

/**
 * A document's text in parts that each say something by themselves: paragraphs together, as long as they fit; a longer one is cut between
 * words. What is behind the last part isn't remembered.
 */
export function inParts(text: string): string[] {
  const parts: string[] = [];
  let part = "";
  for (const paragraph of text.split(/\n\s*\n/).flatMap((one) => pieces(one.trim()))) {
    if (part !== "" && part.length + paragraph.length + 2 > longestPart) {
      parts.push(part);
      if (parts.length === mostParts) return parts;
      part = "";
    }
    part = part === "" ? paragraph : `${part}\n\n${paragraph}`;
  }
  return part === "" ? parts : [...parts, part];
}

function pieces(paragraph: string): string[] {
  const found: string[] = [];
  let rest = paragraph;
  while (rest.length > longestPart) {
    const space = rest.lastIndexOf(" ", longestPart);
    const end = space > longestPart / 2 ? space : longestPart;
    found.push(rest.slice(0, end).trimEnd());
    rest = rest.slice(end).trimStart();
  }
  return rest === "" ? found : [...found, rest];
}
