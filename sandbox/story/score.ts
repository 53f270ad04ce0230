import type { ArtefactKind } from "../../shared/domain/artefacts/artefact.ts";
import type { Expected, Trap } from "./expected/expected.ts";

/** An entry of an artefact, with the story's events that it comes from. */
export interface Noted {
  artefact: ArtefactKind;
  id: string;
  title: string;
  /** Its type in the RAID log, its status elsewhere. */
  as: string;
  events: readonly string[];
}

export interface Score {
  found: { expected: Expected; entry: Noted }[];
  missed: Expected[];
  /** Entries that say what another one says already. */
  repeated: Noted[];
  /** Entries that should not be there, with the trap that they fell into, if it is a known one. */
  wrong: { entry: Noted; trap: Trap | null }[];
  /** Entries that may be there and need not. */
  tolerated: Noted[];
}

export interface Rates {
  expected: number;
  found: number;
  /** Share of what was expected that is there; null: nothing was. */
  recall: number | null;
  /** Share of what is there that belongs there, repetitions not counted; null: nothing is there. */
  precision: number | null;
}

/**
 * Holds what was noted against what was expected: an entry is an expected one when it says the same kind of thing and
 * comes from one of the events that prove it. Each expected one is found once, by the entry that shares most of them.
 */
export function score(
  noted: readonly Noted[],
  {
    expected,
    traps,
    tolerated,
  }: { expected: readonly Expected[]; traps: readonly Trap[]; tolerated: readonly string[] },
): Score {
  const pairs = noted
    .flatMap((entry) =>
      expected
        .map((one) => ({ entry, expected: one, shared: sharedBy(entry, one) }))
        .filter(({ shared }) => shared > 0),
    )
    .toSorted((a, b) => b.shared - a.shared);
  const found: Score["found"] = [];
  for (const { entry, expected: one } of pairs) {
    if (found.some((pair) => pair.entry === entry || pair.expected === one)) continue;
    found.push({ entry, expected: one });
  }
  const result: Score = {
    found,
    missed: expected.filter((one) => !found.some((pair) => pair.expected === one)),
    repeated: [],
    wrong: [],
    tolerated: [],
  };
  for (const entry of noted) {
    if (found.some((pair) => pair.entry === entry)) continue;
    const trap = traps.find((one) => fallsInto(entry, one)) ?? null;
    if (trap) result.wrong.push({ entry, trap });
    else if (pairs.some((pair) => pair.entry === entry)) result.repeated.push(entry);
    else if (entry.events.some((event) => tolerated.includes(event))) result.tolerated.push(entry);
    else result.wrong.push({ entry, trap: null });
  }
  return result;
}

/** Recall and precision of one artefact, or of all. */
export function ratesOf({ found, missed, wrong }: Score, artefact?: ArtefactKind): Rates {
  const counts = (one: { artefact: ArtefactKind }): boolean =>
    artefact === undefined || one.artefact === artefact;
  const right = found.filter((pair) => counts(pair.expected)).length;
  const wanted = right + missed.filter(counts).length;
  const there = right + wrong.filter(({ entry }) => counts(entry)).length;
  return {
    expected: wanted,
    found: right,
    recall: wanted === 0 ? null : right / wanted,
    precision: there === 0 ? null : right / there,
  };
}

function sharedBy(entry: Noted, { artefact, as, proof }: Expected): number {
  if (entry.artefact !== artefact || !as.includes(entry.as)) return 0;
  return entry.events.filter((event) => proof.includes(event)).length;
}

/** An entry that comes from nothing but a trap; together with good sources it is none. */
function fallsInto(entry: Noted, { artefact, as, events }: Trap): boolean {
  if (artefact !== undefined && entry.artefact !== artefact) return false;
  if (as !== undefined && !as.includes(entry.as)) return false;
  return entry.events.length > 0 && entry.events.every((event) => events.includes(event));
}
