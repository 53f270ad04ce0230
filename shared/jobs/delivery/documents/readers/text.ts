import { decode } from "../../../../platform/decode.ts";
import type { DocumentReader } from "../document-reader.ts";
import { TextWriter } from "../text-writer.ts";

/** A reader of text that is kept as it stands. */
const asItStands = (label: string): DocumentReader => ({
  label,
  read: ({ bytes }) => ({
    document: new TextWriter().lines(decode(bytes)).document(),
    pages: null,
    notes: [],
    attachments: [],
  }),
});

export const text = asItStands("Text");

/** Markdown: its signs belong to its text, and are quoted with it. */
export const markdown = asItStands("Markdown");
