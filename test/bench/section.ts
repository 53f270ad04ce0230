import type { Figures } from "./figures.ts";
import type { Conditions, Needs, System } from "./support/system.ts";

/** What every section gets. */
export interface Bench extends Conditions {
  /** The folder of another bare flow than the bench's own, to compare with that one. */
  reference: string | null;
  /** Measures on a system that has what is needed: one of its own; in quick form the one that all sections share. */
  on: <T>(needs: Needs, measure: (system: System) => Promise<T>) => Promise<T>;
  /** Measures on a system that nobody shares, in quick form too. */
  apart: <T>(needs: Needs, measure: (system: System) => Promise<T>) => Promise<T>;
}

/** What a section found: for machines, and the same as lines for people. */
export interface Report {
  data: object;
  lines: string[];
  /** Those of its numbers that have a name, for goals, bounds and the comparison with the last run. */
  figures?: Figures;
}

/** One part of the measurement. It leaves nothing running when it is done, however it ends. */
export interface Section {
  title: string;
  /** What the shared system must have for the quick form; null: it is no part of that. */
  quickNeeds: Needs | null;
  /** @throws Error when there is nothing to report: numbers that were not to be had are no numbers. */
  run: (bench: Bench) => Promise<Report>;
}
