import type { Segment } from "../../../domain/meeting/segment.ts";

/** Segments that a model reads at once: from one to before another, counted from 0. */
export interface Window {
  from: number;
  to: number;
}

/** Characters of a window: what is noted of it fits into one answer. */
const windowSize = 24_000;
/** So much of what was said before is read once more: what is agreed to was proposed a moment ago. */
const overlap = 3;

/** A transcript in windows, in their order. */
export function windowsOf(segments: readonly Segment[]): Window[] {
  const windows: Window[] = [];
  let from = 0;
  let size = 0;
  for (const [n, { text }] of segments.entries()) {
    if (size > 0 && size + text.length > windowSize) {
      windows.push({ from, to: n });
      from = Math.max(n - overlap, from + 1);
      size = segments.slice(from, n).reduce((sum, one) => sum + one.text.length, 0);
    }
    size += text.length;
  }
  return segments.length === 0 ? [] : [...windows, { from, to: segments.length }];
}
