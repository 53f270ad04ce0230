import { ava } from "./ava.ts";
import { bunTest } from "./bun-test.ts";
import { cargoTest } from "./cargo-test.ts";
import { goTest } from "./go-test.ts";
import { jasmine } from "./jasmine.ts";
import { jest } from "./jest.ts";
import { mocha } from "./mocha.ts";
import { nodeTest } from "./node-test.ts";
import { pytest } from "./pytest.ts";
import type { Runner } from "./runner.ts";
import { tape } from "./tape.ts";
import { unittest } from "./unittest.ts";
import { vitest } from "./vitest.ts";

/** All runners that the referee understands, in the order in which a project is asked for them. */
export const runners = {
  vitest,
  jest,
  mocha,
  ava,
  tape,
  jasmine,
  "node:test": nodeTest,
  "bun test": bunTest,
  pytest,
  unittest,
  "go test": goTest,
  "cargo test": cargoTest,
} satisfies Record<string, Runner>;

export type RunnerName = keyof typeof runners;
