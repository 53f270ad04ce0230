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
