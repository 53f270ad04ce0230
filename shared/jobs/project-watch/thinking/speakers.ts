import { type Provenance, weakest } from "../../../domain/provenance.ts";
import type { Reading } from "./reading.ts";
import { voicesOf } from "./voices.ts";

/** The signals that speak for something, as far as they are real. */
export interface Speakers {
  readings: readonly Reading[];
  /** Ids, one of each voice first. */
  sources: string[];
  voices: number;
  /** The weakest of them; who tries to give instructions is a stranger. */
  provenance: Provenance;
  flagged: boolean;
}

/** Who speaks for something, of the signals that a model was shown. */
export function speakersOf(refs: readonly string[], shown: readonly Reading[]): Speakers {
  const readings = shown.filter(({ ref }) => refs.includes(ref));
  const voices = voicesOf(readings);
  const first = voices.flatMap(([one]) => (one === undefined ? [] : [one.id]));
  const flagged = readings.some(({ flag }) => flag !== null);
  return {
    readings,
    sources: [...new Set([...first, ...readings.map(({ id }) => id)])],
    voices: voices.length,
    provenance: weakest([
      ...readings.map(({ signal }) => signal.provenance),
      ...(flagged ? (["external"] as const) : []),
    ]),
    flagged,
  };
}
