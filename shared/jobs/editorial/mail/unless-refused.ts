import type { CallOutcome } from "../../../integrations/call.ts";
import { SignalboxError } from "../../../platform/errors.ts";

/** What was answered. @throws SignalboxError `unavailable` when nothing was: whoever looks tries again. */
export function unlessRefused<T>(outcome: CallOutcome<T>): T {
  if (outcome.kind === "answered") return outcome.value;
  throw new SignalboxError("unavailable", outcome.error);
}
