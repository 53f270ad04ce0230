/** The part of the Atlassian Document Format that a text can become. */
export interface AdfDocument {
  version: 1;
  type: "doc";
  content: AdfBlock[];
}

export type AdfBlock = AdfParagraph | AdfList;

export interface AdfParagraph {
  type: "paragraph";
  content: AdfInline[];
}

export interface AdfList {
  type: "bulletList" | "orderedList";
  /** The number of the first. */
  attrs?: { order: number };
  content: { type: "listItem"; content: AdfParagraph[] }[];
}

export type AdfInline =
  | { type: "hardBreak" }
  | { type: "text"; text: string; marks?: [{ type: "link"; attrs: { href: string } }] };

/**
 * Text as a document: an empty line begins a paragraph, a line break stays one, lines that begin with "- " or "1. " are a
 * list, and an address is a link to itself. Nothing else in it is markup: whoever wrote it can't mention people, hide an
 * address behind other words, or make a picture, and what it shows is what was approved.
 */
export function textToAdf(text: string): AdfDocument {
  const parts = text
    .replaceAll(/\r\n?/g, "\n")
    .split(/\n\s*\n/)
    .map((part) => part.replaceAll(/^\n+|\n+$/g, ""))
    .filter((part) => part.trim() !== "");
  return { version: 1, type: "doc", content: parts.flatMap(blocksOf) };
}

function blocksOf(part: string): AdfBlock[] {
  const blocks: AdfBlock[] = [];
  for (const line of part.split("\n")) {
    const item = listItemIn(line);
    const last = blocks.at(-1);
    if (item === null) {
      if (last?.type === "paragraph") last.content.push({ type: "hardBreak" }, ...inline(line));
      else blocks.push({ type: "paragraph", content: inline(line) });
    } else if (last && last.type !== "paragraph" && follows(last, item.number)) {
      last.content.push(listItem(item.words));
    } else {
      const content = [listItem(item.words)];
      blocks.push(
        item.number === null
          ? { type: "bulletList", content }
          : { type: "orderedList", attrs: { order: item.number }, content },
      );
    }
  }
  return blocks;
}

/** Null for a line of a paragraph. A number of four digits is a year. */
function listItemIn(line: string): { number: number | null; words: string } | null {
  const [, mark, words] = /^\s*([-*•]|\d{1,3}[.)])\s+(\S.*)$/.exec(line) ?? [];
  if (mark === undefined || words === undefined) return null;
  return { number: /\d/.test(mark) ? Number.parseInt(mark, 10) : null, words };
}

/** A list counts by itself: an item with another number than the next begins a list of its own. */
function follows({ type, attrs, content }: AdfList, number: number | null): boolean {
  if (number === null) return type === "bulletList";
  return type === "orderedList" && number === (attrs?.order ?? 1) + content.length;
}

const listItem = (words: string): AdfList["content"][number] => ({
  type: "listItem",
  content: [{ type: "paragraph", content: inline(words) }],
});

/** A document may hold no empty text. */
function inline(line: string): AdfInline[] {
  return line.split(/(https?:\/\/[^\s<>"'`]*[^\s<>"'`.,;:!?)\]}])/).flatMap((text, place): AdfInline[] => {
    if (text === "") return [];
    const isLink = place % 2 === 1 && URL.canParse(text);
    return [{ type: "text", text, ...(isLink ? { marks: [{ type: "link", attrs: { href: text } }] } : {}) }];
  });
}
