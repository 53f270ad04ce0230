import type { Check } from "./check.ts";

/** What must be true while everything is stopped. */
export const stopChecks: Check[] = [
  {
    title: "nothing left while everything was stopped",
    run: ({ diary: { stops } }) => ({
      looked: stops.reduce((sum, { open }) => sum + open, 0),
      violations: stops.flatMap(({ sent }) => sent.map((what) => ({ what, taskId: null }))),
    }),
  },
];
