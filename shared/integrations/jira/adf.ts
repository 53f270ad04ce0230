/** The part of the Atlassian Document Format that plain text needs. */
export interface AdfDocument {
  version: 1;
  type: "doc";
  content: { type: "paragraph"; content: AdfInline[] }[];
}

type AdfInline = { type: "text"; text: string } | { type: "hardBreak" };

/** Text as a document: an empty line begins a paragraph, a line break stays one. Nothing in it is markup. */
export function textToAdf(text: string): AdfDocument {
  const paragraphs = text
    .replaceAll(/\r\n?/g, "\n")
    .split(/\n\s*\n/)
    .map((paragraph) => paragraph.replaceAll(/^\n+|\n+$/g, ""))
    .filter((paragraph) => paragraph.trim() !== "");
  return {
    version: 1,
    type: "doc",
    content: paragraphs.map((paragraph) => ({
      type: "paragraph",
      content: paragraph.split("\n").flatMap((line, index) => inline(line, index > 0)),
    })),
  };
}

/** A document may hold no empty text. */
function inline(line: string, broken: boolean): AdfInline[] {
  const text: AdfInline[] = line === "" ? [] : [{ type: "text", text: line }];
  return broken ? [{ type: "hardBreak" }, ...text] : text;
}

const blocks: ReadonlySet<string> = new Set([
  "paragraph",
  "heading",
  "codeBlock",
  "blockquote",
  "listItem",
  "tableRow",
  "panel",
  "rule",
]);

/** The words of a document; a text that is none already is itself. Blocks begin a line of their own. */
export function adfToText(value: unknown): string {
  return typeof value === "string"
    ? value
    : wordsIn(value)
        .replaceAll(/\n{3,}/g, "\n\n")
        .trim();
}

function wordsIn(node: unknown): string {
  if (typeof node !== "object" || node === null) return "";
  const type = "type" in node && typeof node.type === "string" ? node.type : "";
  if (type === "hardBreak") return "\n";
  if (type === "text") return "text" in node && typeof node.text === "string" ? node.text : "";
  if (type === "mention" || type === "emoji" || type === "inlineCard" || type === "date")
    return "attrs" in node ? attributeText(node.attrs) : "";
  const content = "content" in node && Array.isArray(node.content) ? node.content : [];
  const words = content.map(wordsIn).join("");
  return blocks.has(type) ? `${words.replace(/\n+$/, "")}\n` : words;
}

function attributeText(attributes: unknown): string {
  if (typeof attributes !== "object" || attributes === null) return "";
  for (const value of [
    "text" in attributes && attributes.text,
    "shortName" in attributes && attributes.shortName,
    "url" in attributes && attributes.url,
  ])
    if (typeof value === "string") return value;
  return "";
}
