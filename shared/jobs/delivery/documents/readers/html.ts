import { decode } from "../../../../platform/decode.ts";
import type { DocumentReader } from "../document-reader.ts";
import { TextWriter } from "../text-writer.ts";
import { shownWords } from "./shown-words.ts";

/** HTML: what a person sees of it. */
export const html: DocumentReader = {
  label: "HTML",
  read({ bytes }) {
    const notes: string[] = [];
    const words = shownWords(decode(bytes), notes, false);
    return { document: new TextWriter().lines(words).document(), pages: null, notes, attachments: [] };
  },
};
