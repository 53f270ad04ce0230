import type { Project } from "../project-facts.ts";
import type { Places } from "./places.ts";

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
  /** The folder that its own files of `beside` lie in. */
  beside: string;
  /** Test files from the project's root; null for the whole suite. */
  files: readonly string[] | null;
  /** The arguments that the project's own test script gives it. */
  script: readonly string[];
}

/** What a run has shown besides its report. */
export interface Ran {
  /** All that was printed. */
  output: string;
  /** The files that are there, from the project's root, for runners that ask for them; else none. */
  files: readonly string[];
}

/** One test runner: how it is found, called and understood. */
export interface Runner {
  /** The program as it stands in a test script. */
  readonly program: string;
  /** Is it this project's, when no test script says so? */
  uses(project: Project): boolean;
  /** Would it take a file of this name for a test, where nothing else is said? */
  isTestFile(path: string): boolean;
  /** Which files it takes for tests as the project's settings and its script's words have it; null: as `isTestFile` says. */
  places?(project: Project, script: readonly string[]): Places | null;
  /** Names of files of ours that it needs: reporters that tell more, or while it runs. */
  readonly beside?: readonly string[];
  command(order: RunOrder, project: Project): [string, ...string[]];
  /**
   * A test file with one more test in it, or a file beside it: one with a name that holds the id, and that fails by its
   * own assertion. Null: none can be made here.
   */
  mustFail(order: { path: string; text: string; id: string }): { path: string; text: string } | null;
  /** What a file of this text must hold at least: a test file without tests. */
  emptyFile(text: string): string;
  reportsIn: "file" | "output";
  /** It takes the files' own names: for patterns that a script has in no quotes a shell puts them there. */
  readonly knowsNoPatterns?: boolean;
  /** Whether reading its report takes the list of files. */
  readonly needsFiles?: boolean;
  parse(text: string, ran: Ran): Report;
  /** The tests that had begun and not ended in what was printed until a run was stopped. Absent: by the lines of our reporters. */
  running?(output: string): string[];
}
