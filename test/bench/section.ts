/** What every section gets. */
export interface Bench {
  /** Smaller sizes: to see that it works, not to learn numbers. */
  quick: boolean;
  /** The folder of the bare flow that ours is compared with; null: there is no comparison. */
  reference: string | null;
  interrupted: AbortSignal;
  progress: (what: string) => void;
}

/** What a section found: for machines, and the same as lines for people. */
export interface Report {
  data: object;
  lines: string[];
}

/** One part of the measurement. It starts what it needs and has stopped all of it when it is done, however it ends. */
export interface Section {
  title: string;
  run: (bench: Bench) => Promise<Report>;
}
