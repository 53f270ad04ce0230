import type { Boundary, Rules } from "../setting.ts";

/** What every part of the rules' form is given. */
export interface Editing {
  rules: Rules;
  change: (changes: Partial<Rules>) => void;
  /** What is wrong with the field at a path, in words. */
  problem: (path: string) => string | undefined;
  readOnly: boolean;
  boundaries: readonly Boundary[];
}
