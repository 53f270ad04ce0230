import type { Evidence } from "../evidence.ts";

export interface Violation {
  what: string;
  /** Whose ledger tells how it came about; null: nobody's. */
  taskId: string | null;
}

/** An invariant, looked at from outside. `looked` is how much there was to look at: an empty check proves nothing. */
export interface Check {
  title: string;
  run: (evidence: Evidence) => { looked: number; violations: Violation[] };
}

/** A check that looks at things one by one; a null problem is none. */
export function each<T>(
  title: string,
  things: (evidence: Evidence) => readonly T[],
  problem: (thing: T, evidence: Evidence) => Violation | null,
): Check {
  return {
    title,
    run: (evidence) => {
      const list = things(evidence);
      return {
        looked: list.length,
        violations: list.map((one) => problem(one, evidence)).filter((one) => one !== null),
      };
    },
  };
}
