import type { Span } from "../../../domain/find-quote.ts";

/** A document as requirements are read out of it. */
export interface SourceDocument {
  id: string;
  version: number;
  /** What people call it: its file's name. */
  name: string;
  /** As a model reads it. */
  text: string;
  /** What it is made of, where that isn't what a model reads: the true text, and where spans of `text` stand in it. */
  original?: { text: string; trueSpan: (span: Span) => Span };
}

/** Where a part of a document is, in characters of its text. */
export interface PiecePlace {
  /** Id of the document. */
  document: string;
  from: number;
  to: number;
  /** "2 of 5". */
  part: string;
}

/** A part of a document that a model reads at once. */
export interface Piece {
  document: SourceDocument;
  /** Where it begins in the text. */
  from: number;
  text: string;
  /** "2 of 5". */
  part: string;
}

/**
 * Characters of all parts that are read at once. What is asked for in every sentence is written down in twice as many words, and all of
 * them have to fit into one answer.
 */
const batchSize = 24_000;

/** A document in parts, each cut at the end of a paragraph or a line. */
export function placesIn({ id, text }: Pick<SourceDocument, "id" | "text">): PiecePlace[] {
  const cuts = [0];
  for (let from = 0; text.length - from > batchSize;) {
    from = cutBefore(text, from, from + batchSize);
    cuts.push(from);
  }
  return cuts.map((from, n) => ({
    document: id,
    from,
    to: cuts[n + 1] ?? text.length,
    part: `${n + 1} of ${cuts.length}`,
  }));
}

/** Parts in batches that a model reads at once, in their order. */
export function inBatches(places: readonly PiecePlace[]): PiecePlace[][] {
  const batches: PiecePlace[][] = [];
  let open: PiecePlace[] = [];
  let size = 0;
  for (const place of places) {
    const length = place.to - place.from;
    if (size + length > batchSize && open.length > 0) {
      batches.push(open);
      open = [];
      size = 0;
    }
    open.push(place);
    size += length;
  }
  return open.length === 0 ? batches : [...batches, open];
}

/** The parts at these places, of the documents that they are in. @throws RangeError when one isn't among the documents. */
export function piecesAt(places: readonly PiecePlace[], documents: readonly SourceDocument[]): Piece[] {
  return places.map(({ document: id, from, to, part }) => {
    const document = documents.find((one) => one.id === id);
    if (document === undefined) throw new RangeError(`${id} is not among the documents`);
    return { document, from, text: document.text.slice(from, to), part };
  });
}

/** The best place for a cut in the second half of a part. */
function cutBefore(text: string, from: number, to: number): number {
  const half = from + (to - from) / 2;
  for (const end of ["\n\n", "\n", " "]) {
    const at = text.lastIndexOf(end, to - end.length);
    if (at >= half) return at + end.length;
  }
  return to;
}
