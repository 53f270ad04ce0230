import type { Project } from "../project-facts.ts";

/** What made a test fail: its own assertion, another error, its time limit, or a file that couldn't be loaded at all. */
export type FailureKind = "assertion" | "error" | "timeout" | "load";

export interface TestResult {
  /** The runner's full name of it, with the groups around it; a file that can't be loaded stands as a test of its own. */
  name: string;
  /** As the runner spells it; null when it doesn't say. */
  file: string | null;
  status: "passed" | "failed" | "skipped";
  message: string;
  /** Set for failures. */
  kind: FailureKind | null;
}

export interface Report {
  tests: TestResult[];
  /** Why there are no results to go by; null when all is well. */
  problem: string | null;
}

/** What a runner is called with. */
export interface RunOrder {
  /** Where it shall write its report: a path outside the tree. */
  report: string;
  /** Test files from the project's root; null for the whole suite. */
  files: readonly string[] | null;
  /** The arguments that the project's own test script gives it. */
  script: readonly string[];
}

/** One test runner: how it is found, called and understood. */
export interface Runner {
  /** The program as it stands in a test script. */
  readonly program: string;
  /** Is it this project's, when no test script says so? */
  uses(project: Project): boolean;
  isTestFile(path: string): boolean;
  command(order: RunOrder, project: Project): [string, ...string[]];
  /**
   * A test file with one more test in it, or a file beside it: one with a name that holds the id, and that fails by its
   * own assertion. Null: none can be made here.
   */
  mustFail(order: { path: string; text: string; id: string }): { path: string; text: string } | null;
  /** What a file of this text must hold at least: a test file without tests. */
  emptyFile(text: string): string;
  reportsIn: "file" | "output";
  parse(text: string): Report;
}
