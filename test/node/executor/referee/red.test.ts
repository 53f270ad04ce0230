import { describe, expect, it, vi } from "vitest";
import {
  makeScene,
  provingTest,
  refusalsOf,
  shop,
  wellDone,
  write,
  twice,
  failureOf,
  readyOf,
} from "./scene.ts";

// Each test plays a whole assignment with real git and real test runs.
vi.setConfig({ testTimeout: 60_000 });

const added = (text: string): string => `${shop["test/cart.test.js"]}\n${text}\n`;

describe("a false RED", () => {
  const cases: [name: string, text: string, reason: RegExp][] = [
    ["a test that passes", 'test("passes", () => assert.equal(1, 1));', /passes although nothing is fixed/],
    ["a syntax error", 'test("broken", () => {', /can't even be loaded/],
    [
      "a missing import",
      'import { nope } from "../src/nope.js";\ntest("x", () => assert.ok(nope));',
      /can't even be loaded/,
    ],
    ["a test that crashes", 'test("crashes", () => total({}));', /by its own assertion/],
    [
      "a test that refers to nothing",
      'test("refers", () => assert.ok(nothingThere));',
      /by its own assertion/,
    ],
    [
      "a test that takes too long",
      'test("slow", { timeout: 50 }, () => new Promise((r) => setTimeout(r, 500)));',
      /by its own assertion/,
    ],
    ["no new test", "// later", /no new test/],
    ["a new test that is skipped", 'test.skip("skipped", () => assert.equal(1, 2));', /skipped/],
  ];
  it.each(cases)("is refused: %s", async (_name, text, reason) => {
    const { run, remote, planCommit } = await makeScene();
    const { result, events } = await run({ red: twice(write({ "test/cart.test.js": added(text) })) });
    expect(failureOf(result)).toMatchObject({ phase: "red", code: "refused" });
    expect(failureOf(result).reason).toMatch(reason);
    expect(refusalsOf(events)).toHaveLength(2);
    expect(await remote.head("fix/t1")).toBe(planCommit);
  });

  it("is refused when it is flaky", async () => {
    const { run } = await makeScene();
    const flaky = added(`
import { existsSync, rmSync, writeFileSync } from "node:fs";
const marker = new URL("../../../marker", import.meta.url);
test("sometimes", () => {
  const there = existsSync(marker);
  if (there) rmSync(marker);
  else writeFileSync(marker, "");
  assert.ok(there);
});`);
    const { result } = await run({ red: twice(write({ "test/cart.test.js": flaky })) });
    expect(failureOf(result).reason).toMatch(/flaky/);
  });

  it.each([
    [
      "deletes a test",
      "import { test } from 'node:test';\nimport assert from 'node:assert/strict';\ntest('new', () => assert.equal(1, 2));",
      /removed or renamed/,
    ],
    ["skips a test", provingTest.replace('test("adds', 'test.skip("adds'), /skipped/],
    ["breaks a test", provingTest.replace(", 5)", ", 6)"), /passed before and fails now/],
  ])("is refused when it %s that was there", async (_what, text, reason) => {
    const { run } = await makeScene();
    const { result } = await run({ red: twice(write({ "test/cart.test.js": text })) });
    expect(failureOf(result).reason).toMatch(reason);
  });

  it("gets one more try, with the reason, and then goes on", async () => {
    const { run } = await makeScene();
    const { result, prompts } = await run({
      ...wellDone(),
      red: [
        write({ "test/cart.test.js": added('test("crashes", () => total({}));') }),
        write({ "test/cart.test.js": provingTest }),
      ],
    });
    readyOf(result);
    expect(prompts[1]).toMatch(/<refusal>[^<]*by its own assertion/);
  });
});
