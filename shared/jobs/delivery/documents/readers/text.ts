import { spokenHeads } from "../../../../domain/transcript/spoken-lines.ts";
import { decode } from "../../../../platform/decode.ts";
import type { DocumentReader } from "../document-reader.ts";
import { plain, TextWriter } from "../text-writer.ts";

/** Text that is kept as it stands. Where it is what people said in a call, it has who says what when. */
export const text: DocumentReader = {
  label: "Text",
  read({ bytes }) {
    const writer = new TextWriter();
    const lines = plain(decode(bytes)).split("\n");
    const heads = spokenHeads(lines);
    for (const [n, line] of lines.entries()) {
      const head = heads.get(n);
      if (head !== undefined) writer.mark(head);
      writer.lines(line);
    }
    return { document: writer.document(), pages: null, notes: [], attachments: [] };
  },
};

/** Markdown: its signs belong to its text, and are quoted with it. */
export const markdown: DocumentReader = {
  label: "Markdown",
  read: ({ bytes }) => ({
    document: new TextWriter().lines(decode(bytes)).document(),
    pages: null,
    notes: [],
    attachments: [],
  }),
};
