import type { ErrorCode } from "../../shared/platform/errors.ts";
import type { Patience } from "../tries.ts";

const seconds = 1000;

/** A model that has too much to do is asked three times more, at growing intervals. */
const busy = [2 * seconds, 8 * seconds, 32 * seconds];

/** What doesn't answer is tried twice more, first after so long. */
function asking(first: number): Patience["pauses"] {
  return (code: ErrorCode) =>
    code === "llm_busy" ? busy : code === "llm_unavailable" ? [first, 2 * first] : [];
}

const twice = (delay: 5 | 10 | 30): Pick<Patience, "surprises" | "pauses"> => ({
  surprises: { limit: 3, delay: `${delay} seconds` },
  pauses: (code) =>
    code === "effect_failed" || code === "effect_unknown" || code === "unavailable"
      ? [delay * seconds, 2 * delay * seconds]
      : [],
});

/**
 * How long each step of a cycle may take and how often it is tried. A database that throws is tried three times more everywhere;
 * then the cycle fails, its channel is told, and its signals are the next one's.
 */
export const patience = {
  take: { timeout: "30 seconds", ...twice(5) },
  sanitise: {
    timeout: "120 seconds",
    surprises: { limit: 3, delay: "5 seconds" },
    pauses: asking(30 * seconds),
  },
  classify: {
    timeout: "120 seconds",
    surprises: { limit: 3, delay: "5 seconds" },
    pauses: asking(30 * seconds),
  },
  reason: {
    timeout: "300 seconds",
    surprises: { limit: 3, delay: "5 seconds" },
    pauses: asking(60 * seconds),
  },
  artefacts: { timeout: "180 seconds", ...twice(30) },
  propose: { timeout: "60 seconds", ...twice(10) },
  housekeeping: { timeout: "120 seconds", ...twice(30) },
  end: { timeout: "30 seconds", ...twice(5) },
} as const satisfies Record<string, Patience>;
