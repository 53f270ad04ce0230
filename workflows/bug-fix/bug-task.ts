import type { BegunFix } from "./begin-fix.ts";

/** What the steps of a fix share, once it is clear where it belongs. */
export interface BugTask extends Omit<BegunFix, "intake"> {
  repository: string;
  /** The branch that the fix is for. */
  base: string;
  /** Files of the stack trace, from the repository's root. */
  hints: string[];
  /** What people said when they were asked. */
  said: string[];
  /** Below this confidence, 0 to 1, people are asked. */
  sure: number;
}
