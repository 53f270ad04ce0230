import {
  inBatches,
  type Piece,
  piecesAt,
  placesIn,
  type SourceDocument,
} from "../../../shared/jobs/delivery/requirements/source-document.ts";

/** Documents in the parts that a model reads at once. */
export function batchesOf(documents: readonly SourceDocument[]): Piece[][] {
  return inBatches(documents.flatMap(placesIn)).map((places) => piecesAt(places, documents));
}
