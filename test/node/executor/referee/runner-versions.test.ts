import { afterEach, expect, it, vi } from "vitest";
import { registryPackages } from "./registry-packages.ts";
import { clearScenes } from "./scene.ts";
import { seenIn, suiteOf } from "./suite-of.ts";

/* The oldest and newest versions of runners that repositories have, beside those of the other tests. */

afterEach(clearScenes);
vi.setConfig({ testTimeout: 240_000 });

const body = (equal: string, isThrown: string): string => `
describe("cart", () => {
  it("adds", () => {});
  it("differs", () => { ${equal} });
  it("throws", () => { throw new TypeError("no"); });
  it.skip("later", () => {});
  it("is thrown", () => { ${isThrown} });
});
`;
const asserts = `const assert = require("node:assert");\n${body("assert.equal(1, 2);", "assert.doesNotThrow(() => undefined.x);")}`;
const expects = body("expect(1).toBe(2);", "expect(() => undefined.x).not.toThrow();");
const imported = `import { describe, expect, it } from "vitest";\n${expects}`;

it.each([
  ["mocha@8.4.0", "mocha --bail", "test/cart.js", asserts],
  ["mocha@11.8.0", "mocha --bail", "test/cart.js", asserts],
  ["jest@27.5.1", "jest --bail", "test/cart.test.js", expects],
  ["jest@30.5.2", "jest --bail", "test/cart.test.js", expects],
  ["vitest@1.6.1", "vitest --bail 1", "test/cart.test.mjs", imported],
  ["vitest@3.2.7", "vitest --bail 1", "test/cart.test.mjs", imported],
])("%s is read test by test", async (version, test, file, text) => {
  const files = { "package.json": JSON.stringify({ scripts: { test } }), [file]: text };
  const { suite } = await suiteOf(files, file, await registryPackages(version));
  expect(suite.problem).toBeNull();
  expect(
    seenIn(suite)
      .map((line) => line.replace(/^.* (?:> )?(adds|differs|throws|later|is thrown): /, "$1: "))
      .toSorted(),
  ).toEqual([
    "adds: passed",
    "differs: assertion",
    "is thrown: assertion",
    "later: skipped",
    "throws: error",
  ]);
});
