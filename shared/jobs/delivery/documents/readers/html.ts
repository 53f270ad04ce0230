import { decode } from "../../../../platform/decode.ts";
import type { DocumentReader } from "../document-reader.ts";
import { TextWriter } from "../text-writer.ts";
import { shownWords } from "./shown-words.ts";

/** HTML: what a person sees of it. */
export const html: DocumentReader = {
  label: "HTML",
  read({ bytes }) {
    const notes: string[] = [];
    const words = shownWords(decode(bytes, charsetIn(bytes)), notes, false);
    return { document: new TextWriter().lines(words).document(), pages: null, notes, attachments: [] };
  },
};

/** What a page says of its letters, among its first bytes (HTML, "Determining the character encoding"). */
function charsetIn(bytes: Uint8Array<ArrayBuffer>): string | null {
  const head = String.fromCharCode(...bytes.subarray(0, 1024));
  return /<meta\s[^>]{0,200}?charset\s*=\s*["']?\s*([\w:.-]{1,40})/i.exec(head)?.[1] ?? null;
}
