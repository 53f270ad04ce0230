import type { ReadDocument } from "./read-document.ts";

/** Where in a document something is, as people would say it. */
export interface DocumentPlace {
  /** Counted from 1. */
  line: number;
  /** Null where the document has no pages. */
  page: number | null;
  speaker: string | null;
  /** When it was said, as the document has it. */
  at: string | null;
}

/** The place of an offset, in characters of the text; one outside of it is at its nearest end. */
export function placeOf({ text, marks }: ReadDocument, from: number): DocumentPlace {
  const offset = Number.isNaN(from) ? 0 : Math.min(Math.max(0, Math.trunc(from)), text.length);
  let line = 1;
  for (let end = text.indexOf("\n"); end !== -1 && end < offset; end = text.indexOf("\n", end + 1)) line += 1;
  const place: DocumentPlace = { line, page: null, speaker: null, at: null };
  for (const mark of marks) {
    if (mark.offset > offset) break;
    if (mark.page !== undefined) place.page = mark.page;
    if (mark.speaker !== undefined) place.speaker = mark.speaker;
    if (mark.at !== undefined) place.at = mark.at;
  }
  return place;
}
