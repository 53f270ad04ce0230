import { goTest } from "./go-test.ts";
import { jest } from "./jest.ts";
import { mocha } from "./mocha.ts";
import { nodeTest } from "./node-test.ts";
import { pytest } from "./pytest.ts";
import type { Runner } from "./runner.ts";
import { vitest } from "./vitest.ts";

/** All runners that the referee understands, in the order in which a project is asked for them. */
export const runners = {
  vitest,
  jest,
  mocha,
  "node:test": nodeTest,
  pytest,
  "go test": goTest,
} satisfies Record<string, Runner>;

export type RunnerName = keyof typeof runners;
