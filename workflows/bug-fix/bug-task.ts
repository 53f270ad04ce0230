import type { Attempt } from "../../shared/domain/attempt.ts";
import type { CallOutcome } from "../../shared/integrations/call.ts";
import { notNow } from "../../shared/spine/attempt-words.ts";
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

/** What a read of an outside service came to, as a step's outcome: reading may always be done again. */
export function attempted<T>(outcome: CallOutcome<T>): Attempt<T> {
  switch (outcome.kind) {
    case "answered":
      return { kind: "done", value: outcome.value };
    case "not_applied":
      return notNow(null, outcome, Date.now());
    case "lost":
      return { kind: "wait", code: "unavailable", reason: outcome.error, afterMs: 2000 };
    case "refused":
      return { kind: "failed", code: "fix_failed", reason: outcome.error };
  }
}
