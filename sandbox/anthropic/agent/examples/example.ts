import type { Planned } from "../../../../shared/domain/plan.ts";

/** What the stand-in knows of a shipped repository and the bug in it. */
export interface Example {
  repository: string;
  /** Fits the words of a report about this bug. */
  about: RegExp;
  /** What it searches the code for. */
  search: string;
  source: string;
  test: string;
  /** `{{line}}` stands for where the faulty code is found. */
  planned: Planned;
  /** A test that fails on its own assertion as long as the bug is there. */
  newTest: string;
  /** The first one's `before` is the faulty code. */
  fix: readonly [Edit, ...Edit[]];
  summaries: { red: string; green: string; refactor: string; review: string };
}

export interface Edit {
  before: string;
  after: string;
}
