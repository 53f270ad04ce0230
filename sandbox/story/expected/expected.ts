import type { ArtefactKind } from "../../../shared/domain/artefacts/artefact.ts";

/** Something that a careful lead would have written down. */
export interface Expected {
  id: string;
  artefact: ArtefactKind;
  /** What the entry says of itself: one of these types (RAID log) or statuses (decisions, milestones). */
  as: readonly string[];
  /** In a few words, for the table. */
  what: string;
  /** The working day from whose evening on it should be there. */
  from: number;
  /** Until which evening; absent: for good. What is true on Tuesday and taken back on Friday is two of them. */
  until?: number;
  /** Story events that prove it: an entry that comes from one of these is this one. */
  proof: readonly string[];
}

/** Something that nobody should find in an artefact. */
export interface Trap {
  id: string;
  why: string;
  /** Which artefacts; absent: all of them. */
  artefact?: ArtefactKind;
  /** Only entries that say this of themselves; absent: all. */
  as?: readonly string[];
  /** From which evening on; absent: always. */
  from?: number;
  events: readonly string[];
}
