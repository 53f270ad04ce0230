import assert from "node:assert";
import { runInNewContext } from "node:vm";
import { describe, expect, it } from "vitest";
import { runners } from "../../../containers/executor/src/referee/runners/registry.ts";

const id = "t0123456789abcdef";
type Tests = Record<string, () => void>;

/** Runs a test file, with a test that has to fail in it, as its runner would: with the runner's globals. */
function planted(runner: "jest" | "mocha", globals: object): Tests {
  const path = "test/cart.test.js";
  const found = runners[runner].mustFail({ path, text: "// the last line has no end", id });
  expect(found?.path).toBe(path);
  const tests: Tests = {};
  const add = (name: string, body: () => void): void => void (tests[name] = body);
  runInNewContext(found?.text ?? "", { test: add, it: add, ...globals });
  return tests;
}

describe("a test that has to fail", () => {
  it("fails by an assertion with jest's globals, and not when one of them says nothing", () => {
    expect(planted("jest", { expect })[id]).toThrow(/as it is/);
    const silent = (value: unknown): object => (value === 1 ? { toBe: () => undefined } : expect(value));
    expect(planted("jest", { expect: silent })[id]).not.toThrow();
  });

  it("fails by an assertion of node's with mocha, and not when one of them says nothing", () => {
    const process = (module: object): object => ({ process: { getBuiltinModule: () => module } });
    expect(planted("mocha", process(assert))[id]).toThrow(assert.AssertionError);
    const silent = Object.assign(() => undefined, assert, { doesNotThrow: () => undefined });
    expect(planted("mocha", process(silent))[id]).not.toThrow();
  });

  it("doesn't break a file in which it can't be made", () => {
    expect(planted("jest", { test: undefined })).toEqual({});
    expect(planted("mocha", {})).toEqual({});
  });

  it("is a file of its own for Go, in the same package", () => {
    const order = { path: "cart/cart_test.go", text: "// a cart\npackage cart_test\n", id };
    expect(runners["go test"].mustFail(order)).toEqual({
      path: `cart/${id}_test.go`,
      text: expect.stringMatching(/^package cart_test\n[\s\S]*func Test_t0123456789abcdef\(t \*testing\.T\)/),
    });
    expect(runners["go test"].mustFail({ ...order, text: "no code" })).toBeNull();
  });
});
