import type { Span } from "../../../domain/delivery/find-quote.ts";

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

/** A part of a document that a model reads at once. */
export interface Piece {
  document: SourceDocument;
  /** Where it begins in the text. */
  from: number;
  text: string;
  /** "2 of 5". */
  part: string;
}

/** Characters of a document's part, and of all parts that are read at once. */
const pieceSize = 24_000;
const batchSize = 48_000;

/** Documents in parts, cut at an end of a paragraph or a line, and the parts in batches that a model reads at once. */
export function batchesOfDocuments(documents: readonly SourceDocument[]): Piece[][] {
  const batches: Piece[][] = [];
  let open: Piece[] = [];
  let size = 0;
  for (const piece of documents.flatMap(piecesOf)) {
    if (size + piece.text.length > batchSize && open.length > 0) {
      batches.push(open);
      open = [];
      size = 0;
    }
    open.push(piece);
    size += piece.text.length;
  }
  return open.length === 0 ? batches : [...batches, open];
}

function piecesOf(document: SourceDocument): Piece[] {
  const cuts = [0];
  for (let from = 0; document.text.length - from > pieceSize;) {
    from = cutBefore(document.text, from, from + pieceSize);
    cuts.push(from);
  }
  return cuts.map((from, n) => ({
    document,
    from,
    text: document.text.slice(from, cuts[n + 1]),
    part: `${n + 1} of ${cuts.length}`,
  }));
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
