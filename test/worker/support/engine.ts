import type { StepEngine } from "../../../workflows/durable-steps.ts";

/** Runs steps one after the other, and nothing is waited for: whoever waits is woken at once. */
export const plainEngine: StepEngine = {
  do: async (_name, _config, run) => run(),
  sleep: async () => {},
  waitForEvent: async () => ({}),
};
