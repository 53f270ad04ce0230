import type { DocumentReader } from "../document-reader.ts";
import { documentLimits } from "../../../../domain/delivery/document-limits.ts";
import { PdfAway } from "../pdf-away.ts";
import { DocumentRefused } from "../refusal.ts";
import { TextWriter } from "../text-writer.ts";

/** PDF: its pages' text, as the executor reads it. */
export const pdf: DocumentReader = {
  label: "PDF",
  async read({ bytes }, { readPdf }) {
    const read = await readPdf(bytes);
    if (read.kind === "away") throw new PdfAway(read.reason);
    if (read.kind === "refused") throw new DocumentRefused(read.code, read.reason);
    const { pages } = read;
    if (pages.length > documentLimits.pages)
      throw new DocumentRefused(
        "too_many_pages",
        `has ${pages.length} pages; at most ${documentLimits.pages} are read: split it and upload the parts`,
      );
    const empty = pages.flatMap((text, n) => (text.trim() === "" ? [n + 1] : []));
    if (empty.length === pages.length)
      throw new DocumentRefused(
        "scanned",
        "has no text on any page: it is scanned; make it searchable by text recognition (OCR) and upload that",
      );
    const writer = new TextWriter();
    for (const [n, text] of pages.entries()) {
      writer.gap().mark({ page: n + 1 });
      if (text.trim() !== "") writer.lines(text.replaceAll(/\r\n?/g, "\n").replace(/^\n+|\n+$/g, ""));
    }
    const notes = empty.length === 0 ? [] : [`without text, perhaps scanned: ${pagesInWords(empty)}`];
    return { document: writer.document(), pages: pages.length, notes, attachments: [] };
  },
};

function pagesInWords(pages: readonly number[]): string {
  const shown = pages.slice(0, 20).join(", ");
  const more = pages.length > 20 ? ` and ${pages.length - 20} more` : "";
  return `${pages.length === 1 ? "page" : "pages"} ${shown}${more}`;
}
