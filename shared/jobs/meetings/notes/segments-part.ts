import type { Segment } from "../../../domain/meeting/segment.ts";
import { clockOf } from "../../../domain/transcript/cue.ts";
import { element, group } from "../../../llm/prompt-parts.ts";

/** Segments as a model reads them, each with its number in the transcript. `from`: the first one's place, from 0. */
export function segmentsPart(segments: readonly Segment[], from: number): string {
  return group(
    "transcript",
    segments.map((one, n) => segmentElement(one, from + n + 1)),
  );
}

export function segmentElement({ speaker, person, startMs, text }: Segment, number: number): string {
  return element(
    "segment",
    { n: number, at: clockOf(startMs / 1000), speaker: person ?? speaker ?? "somebody" },
    text,
  );
}
