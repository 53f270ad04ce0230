import { pieces } from "../../../platform/pieces.ts";

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
  for (const paragraph of text.split(/\n\s*\n/).flatMap((one) => pieces(one.trim(), longestPart))) {
    if (part !== "" && part.length + paragraph.length + 2 > longestPart) {
      parts.push(part);
      if (parts.length === mostParts) return parts;
      part = "";
    }
    part = part === "" ? paragraph : `${part}\n\n${paragraph}`;
  }
  return part === "" ? parts : [...parts, part];
}
