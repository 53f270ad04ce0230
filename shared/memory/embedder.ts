import type { CallOutcome } from "../integrations/call.ts";

/** A text's place among others: a vector of length 1. */
export type Vector = Float32Array;

/** Places texts, so that what means the same lies close together. */
export interface Embedder {
  /** What stands behind each vector that it made: two that differ make places that can't be compared. */
  name: string;
  dimensions: number;
  /** Whether it knows meanings; one that doesn't knows words alone. */
  isSemantic: boolean;
  /** From here on two texts are about the same: a cosine, unless EMBEDDER_CLOSE_FROM says otherwise. */
  closeFrom: number;
  /** From here on what is asked for has been written already: the cosine of a request and a text; or EMBEDDER_SAME_FROM. See test/recall. */
  sameFrom: number;
  /** At most `batch` texts at once; a vector for each, in their order. */
  embed(texts: readonly string[]): Promise<CallOutcome<Vector[]>>;
  batch: number;
}

/** A vector made as long as 1; one of nothing stays. */
export function unit(vector: Float32Array): Vector {
  let sum = 0;
  for (const one of vector) sum += one * one;
  if (sum === 0) return vector;
  const length = Math.sqrt(sum);
  return vector.map((one) => one / length);
}
