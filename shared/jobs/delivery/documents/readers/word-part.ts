import { Parser } from "htmlparser2";
import type { TextWriter } from "../text-writer.ts";
import { assertDepth } from "./shown-words.ts";

/** What is in these isn't part of the text: what was taken out, what Word computes, the second saying of a drawing. */
const unread = new Set([
  "w:del",
  "w:moveFrom",
  "w:instrText",
  "w:delText",
  "mc:Fallback",
  "w:pPrChange",
  "w:rPrChange",
]);
/** Words, and those of formulas. */
const written = new Set(["w:t", "m:t"]);
/** A page that Word has noted where it last laid the text out. */
const laidOut = "w:lastRenderedPageBreak";

/**
 * Writes the text of one part of a DOCX (WordprocessingML, ECMA-376 part 1): a line a paragraph, a line a table's row.
 * @returns how many pages it has, null where Word hasn't noted any; and whether some of its words are hidden, and left out.
 */
export function readWordPart(xml: string, writer: TextWriter): { pages: number | null; isHiding: boolean } {
  const hasLayout = xml.includes(laidOut);
  let page = 1;
  let depth = 0;
  let skipping = 0;
  let isText = false;
  let isHidden = false;
  let isHiding = false;
  let paragraph = "";
  let isListed = false;
  let pageBefore = false;
  /** The rows of the tables that are open, the innermost last. */
  const rows: string[][] = [];
  if (hasLayout) writer.mark({ page });

  const turnPage = (): void => {
    page += 1;
    // What stands on the page before is written before it.
    if (rows.length === 0 && paragraph.trim() !== "") endParagraph();
    if (rows.length === 0) writer.mark({ page });
    else pageBefore = true;
  };
  const endParagraph = (): void => {
    const words = `${isListed && paragraph.trim() !== "" ? "- " : ""}${paragraph}`;
    const row = rows.at(-1);
    if (row === undefined) {
      if (words.trim() === "") writer.gap();
      else writer.lines(words);
    } else row.push(`${row.pop() ?? ""}${words.trim() === "" ? "" : ` ${words.trim()}`}`);
    paragraph = "";
  };
  const endRow = (): void => {
    const cells = (rows.pop() ?? []).map((cell) => cell.replaceAll(/\s+/g, " ").trim());
    const line = cells.join(" | ");
    const outer = rows.at(-1);
    if (outer !== undefined) outer.push(`${outer.pop() ?? ""} ${line}`);
    else if (line.replaceAll("|", "").trim() !== "") writer.lines(line);
    if (pageBefore && outer === undefined) {
      writer.mark({ page });
      pageBefore = false;
    }
  };

  const parser = new Parser(
    {
      onopentag(name, attributes) {
        depth += 1;
        assertDepth(depth);
        if (skipping > 0 || unread.has(name)) {
          skipping += 1;
          return;
        }
        if (written.has(name)) isText = true;
        else if (name === "w:r") isHidden = false;
        else if (name === "w:vanish") isHidden = !/^(?:false|0|off)$/.test(attributes["w:val"] ?? "");
        else if (name === "w:p") isListed = false;
        else if (name === "w:numPr") isListed = true;
        else if (name === "w:tab") paragraph += isText ? "" : "\t";
        else if (name === "w:noBreakHyphen") paragraph += "-";
        else if (name === "w:br" || name === "w:cr") {
          if (attributes["w:type"] === "page" && !hasLayout) turnPage();
          else paragraph += "\n";
        } else if (name === laidOut) turnPage();
        else if (name === "w:tr") rows.push([]);
        else if (name === "w:tc") rows.at(-1)?.push("");
        else if (name === "w:comment") {
          const author = (attributes["w:author"] ?? "").trim() || "unknown";
          writer.mark({ speaker: author, at: attributes["w:date"] ?? null });
          paragraph = `[comment by ${author}] `;
        }
      },
      ontext(words) {
        if (!isText || skipping > 0) return;
        if (isHidden) isHiding ||= words.trim() !== "";
        else paragraph += words;
      },
      onclosetag(name) {
        depth -= 1;
        if (skipping > 0) {
          skipping -= 1;
          return;
        }
        if (written.has(name)) isText = false;
        else if (name === "w:r" || name === "w:pPr") isHidden = false;
        else if (name === "w:p") endParagraph();
        else if (name === "w:tr") endRow();
      },
    },
    { xmlMode: true, decodeEntities: true },
  );
  parser.write(xml);
  parser.end();
  if (paragraph.trim() !== "") endParagraph();
  return { pages: page > 1 || hasLayout ? page : null, isHiding };
}
