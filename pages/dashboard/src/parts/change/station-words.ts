import type { Station, StationState, Stop } from "./phase-track.ts";

export const stationNames: Record<Station, string> = {
  plan: "Plan",
  red: "Red",
  green: "Green",
  refactor: "Refactor",
  review: "Review",
  ready: "Ready",
  repair: "Repair",
  revise: "Revision",
  scaffold: "Foundation",
};

/** What has to be shown there. */
export const stationAims: Record<Station, string> = {
  plan: "Reads the code and says what it would do",
  red: "A new test fails without the change",
  green: "The test passes, and so do all others",
  refactor: "Tidied up, and still green",
  review: "Looks at its own change once more",
  ready: "The pull request waits for a merge",
  repair: "One try to mend what CI found",
  revise: "What reviewers ask for, and still green",
  scaffold: "The stack's template runs, and is pushed",
};

const states: Record<StationState, string> = {
  ahead: "ahead",
  running: "at work",
  passed: "passed",
  failed: "failed",
  paused: "interrupted",
  stopped: "stopped",
};

export function stateWords({ station, state }: Pick<Stop, "station" | "state">): string {
  if (station === "plan" && state === "passed") return "written";
  if (station === "ready" && state === "passed") return "ready";
  if (station === "ready" && state === "stopped") return "closed";
  return states[state];
}
