import type { DocumentReader } from "../document-reader.ts";
import { DocumentRefused } from "../refusal.ts";
import { TextWriter } from "../text-writer.ts";
import { unpack } from "../unpack.ts";
import { readWordPart } from "./word-part.ts";

const notes = ["word/footnotes.xml", "word/endnotes.xml", "word/comments.xml"] as const;
const relations = "_rels/.rels";
/** Word keeps the text here, and what others write sometimes elsewhere. */
const usual = "word/document.xml";

/**
 * DOCX: its paragraphs, lists and tables as they are after all changes, its notes, and its comments by who wrote them. Pages where
 * Word has noted them. What is hidden in it is left out, as nobody sees it.
 */
export const docx: DocumentReader = {
  label: "DOCX",
  read({ bytes }) {
    const files = unpack(
      bytes,
      (name) => name === relations || isMainPart(name) || notes.some((part) => part === name),
    );
    const main = files.get(mainPart(files.get(relations) ?? "")) ?? files.get(usual);
    const [foot, end, comments] = notes.map((part) => files.get(part));
    if (main === undefined)
      throw new DocumentRefused(
        "broken",
        "has no text in it where Word keeps it; save it anew and upload that",
      );
    for (const xml of files.values())
      if (/<!(?:DOCTYPE|ENTITY)/i.test(xml.slice(0, 4096)))
        throw new DocumentRefused(
          "bomb",
          "declares entities of its own, which no document of Word does; save it anew with Word and upload that",
        );
    const writer = new TextWriter();
    const { pages, isHiding } = readWordPart(main, writer);
    for (const more of [foot, end, comments]) if (more !== undefined) readWordPart(more, writer.gap());
    const said = isHiding ? ["what it hides was left out"] : [];
    return { document: writer.document(), pages, notes: said, attachments: [] };
  },
};

/** Whether a file of a ZIP may be the text of a DOCX, by its name alone: "word/document2.xml". */
export const isMainPart = (name: string): boolean => /^word\/document\d*\.xml$/.test(name);

/** Where a package says that its document is (ECMA-376 part 2). */
function mainPart(xml: string): string {
  const [relation = ""] = /<Relationship\s[^>]*\/officeDocument"[^>]*>/.exec(xml) ?? [];
  return /\sTarget="\/?([^"]{1,200})"/.exec(relation)?.[1] ?? usual;
}
