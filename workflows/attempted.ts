import type { Attempt } from "../shared/domain/attempt.ts";
import type { CallOutcome } from "../shared/integrations/call.ts";
import { notNow } from "../shared/spine/attempt-words.ts";

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
