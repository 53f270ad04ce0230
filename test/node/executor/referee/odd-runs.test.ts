import { afterEach, describe, expect, it, vi } from "vitest";
import { type Files } from "./files.ts";
import { clearScenes, failureOf, fix, makeScene, readyOf, shop, twice, wellDone, write } from "./scene.ts";

/* Suites that end badly although their tests pass, never end, or call their tests otherwise each time. */

afterEach(clearScenes);
vi.setConfig({ testTimeout: 120_000 });

describe("a run that ends with an error while all its tests pass", () => {
  /** As an old rejection that nobody handles does: the runner's end is bad, and no test is to blame. */
  const ends = (words: string): Files => ({
    ...shop,
    "package.json": JSON.stringify({ type: "module", scripts: { test: "node --import ./late.js --test" } }),
    "late.js": `if (process.env.NODE_TEST_CONTEXT === undefined)
  process.on("exit", () => { console.error(${JSON.stringify(words)}); process.exitCode = 1; });
`,
  });

  it("may go on to, and is named", async () => {
    const { run } = await makeScene(ends("Error: socket hang up"));
    const { result } = await run(wellDone());
    expect(readyOf(result).failedBefore).toEqual(["(the run itself) Error: socket hang up"]);
  });

  it("may not begin to", async () => {
    const quiet = { ...ends(""), "late.js": "export {};\n" };
    const { run } = await makeScene(quiet, { code: ["src/cart.js", "late.js"] });
    const green = twice(write({ "src/cart.js": fix, "late.js": ends("Error: new")["late.js"] ?? "" }));
    const { result } = await run({ ...wellDone(), green });
    expect(failureOf(result).reason).toMatch(
      /tests fail that didn't before:\n- \(the run itself\) Error: new/,
    );
  });
});

it("a hang names the test that hung", async () => {
  const hanging = `${shop["test/cart.test.js"]}test("waits for ever", async () => { setInterval(() => {}, 1000); await new Promise(() => {}); });\n`;
  const { run } = await makeScene({ ...shop, "test/cart.test.js": hanging });
  const { result } = await run(wellDone(), { deadlineMs: 8000 });
  expect(failureOf(result)).toMatchObject({
    code: "deadline",
    reason: expect.stringMatching(/test\/cart\.test\.js > waits for ever had begun and not ended/),
  });
});

it("tests that are called by what each run makes anew are the same ones, also 1,500 of them", async () => {
  const many = `import assert from "node:assert";
import { randomUUID } from "node:crypto";
import { test } from "node:test";
for (let n = 0; n < 1500; n++) test(\`case \${n} of \${randomUUID()} at \${new Date().toISOString()}\`, () => assert.ok(true));
test(\`object at 0x\${Math.floor(Math.random() * 2 ** 40 + 2 ** 41).toString(16)}\`, () => assert.ok(true));
`;
  const { run } = await makeScene({ ...shop, "test/many.test.js": many });
  const { result, runs } = await run(wellDone());
  readyOf(result);
  expect(runs[0]?.passed).toBe(1502);
});
