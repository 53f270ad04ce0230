import { z } from "zod";

/** Where something begins in a document's text, until the next mark says otherwise. What a mark doesn't say stays as it was. */
export const documentMark = z.strictObject({
  /** In characters (UTF-16) of the text. */
  offset: z.number().int().nonnegative(),
  /** Counted from 1. */
  page: z.number().int().positive().optional(),
  /** Who speaks from here on; null: nobody in particular. */
  speaker: z.string().nullable().optional(),
  /** When it was said, as the document has it: "00:03:12", "2026-11-02T09:00:00.000Z"; null: it doesn't say. */
  at: z.string().nullable().optional(),
});
export type DocumentMark = z.infer<typeof documentMark>;

export const documentMarks = z.array(documentMark);

/** A document as it was read: plain text (LF, NFC), and marks in the order of their offsets. */
export interface ReadDocument {
  text: string;
  marks: DocumentMark[];
}

/** The kinds of documents that are read. */
export const documentTypes = [
  "pdf",
  "docx",
  "markdown",
  "text",
  "html",
  "eml",
  "vtt",
  "srt",
  "transcript",
  "slack",
] as const;
export type DocumentType = (typeof documentTypes)[number];
