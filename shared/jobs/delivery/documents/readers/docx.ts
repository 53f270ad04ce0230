import type { DocumentReader } from "../document-reader.ts";
import { DocumentRefused } from "../refusal.ts";
import { TextWriter } from "../text-writer.ts";
import { unpack } from "../unpack.ts";
import { readWordPart } from "./word-part.ts";

const parts = ["word/document.xml", "word/footnotes.xml", "word/endnotes.xml", "word/comments.xml"] as const;

/**
 * DOCX: its paragraphs, lists and tables as they are after all changes, its notes, and its comments by who wrote them. Pages where
 * Word has noted them.
 */
export const docx: DocumentReader = {
  label: "DOCX",
  read({ bytes }) {
    const files = unpack(bytes, (name) => parts.some((part) => part === name));
    const [main, foot, end, comments] = parts.map((part) => files.get(part));
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
    const pages = readWordPart(main, writer);
    for (const notes of [foot, end]) if (notes !== undefined) readWordPart(notes, writer.gap());
    if (comments !== undefined) readWordPart(comments, writer.gap());
    return { document: writer.document(), pages, notes: [], attachments: [] };
  },
};
