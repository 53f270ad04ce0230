import { bytesOf } from "../platform/bytes.ts";
import type { Vector } from "./embedder.ts";

/** What a vector's parts are rounded to. */
const steps = 127;

/** A vector as it is kept in a row: a byte a part, as base64. A cosine is then off by a hundredth at most. */
export function packVector(vector: Vector): string {
  let text = "";
  for (const part of vector) text += String.fromCharCode(Math.round(part * steps) & 255);
  return btoa(text);
}

/** The parts of a packed vector, from -127 to 127; null for what is none. */
export function unpackVector(packed: string): Int8Array | null {
  const bytes = bytesOf(packed, "base64");
  return bytes === null ? null : new Int8Array(bytes.buffer);
}

/** The cosine of a vector and a packed one; 0 where they have not as many parts. */
export function cosine(vector: Vector, packed: Int8Array): number {
  if (vector.length !== packed.length) return 0;
  let dot = 0;
  let square = 0;
  for (let at = 0; at < packed.length; at += 1) {
    const part = packed[at] ?? 0;
    dot += (vector[at] ?? 0) * part;
    square += part * part;
  }
  return square === 0 ? 0 : dot / Math.sqrt(square);
}
