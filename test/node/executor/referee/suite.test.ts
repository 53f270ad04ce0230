import { afterEach, describe, expect, it, vi } from "vitest";
import {
  clearScenes,
  fix,
  good,
  makeScene,
  nothing,
  refusalsOf,
  shop,
  wellDone,
  write,
  twice,
  failureOf,
  readyOf,
} from "./scene.ts";

afterEach(clearScenes);

// Each test plays a whole assignment with real git and real test runs.
vi.setConfig({ testTimeout: 60_000 });

describe("a suite", () => {
  it("that was red before is told honestly, and mustn't get worse", async () => {
    const red = {
      "test/old.test.js":
        'import assert from "node:assert";\nimport { test } from "node:test";\ntest("old", () => assert.equal(1, 2));\n',
    };
    const { run } = await makeScene({ ...shop, ...red });
    const { result, runs } = await run(wellDone());
    expect(readyOf(result).failedBefore).toEqual(["test/old.test.js > old"]);
    expect(runs[0]).toMatchObject({ name: "the suite before", exitCode: 1, failed: 1 });
  });

  it("that leaves files behind, or changes some, isn't held against the agent", async () => {
    const litter = `${shop["test/cart.test.js"]}
import { writeFileSync } from "node:fs";
writeFileSync(new URL("../litter.log", import.meta.url), "");
writeFileSync(new URL("../src/other.js", import.meta.url), "changed by a test");
`;
    const { run, remote } = await makeScene({ ...shop, "test/cart.test.js": litter });
    const proving = `${litter}test("an empty cart", () => assert.doesNotThrow(() => total({})));\n`;
    const { result } = await run({
      ...wellDone(),
      red: [
        write({ "test/cart.test.js": `${litter}test("an empty cart", () => total({}));\n` }),
        write({ "test/cart.test.js": proving }),
      ],
    });
    expect(readyOf(result).files.map(({ path }) => path)).toEqual(["src/cart.js", "test/cart.test.js"]);
    expect(await remote.show("fix/t1:src/other.js")).toBe(shop["src/other.js"]?.trim());
  });

  it("must pass as a whole in GREEN", async () => {
    const { run } = await makeScene();
    const { result } = await run({
      ...wellDone(),
      green: twice(write({ "src/cart.js": "export const total = () => 0;\n" })),
    });
    expect(failureOf(result).reason).toMatch(
      /tests fail that didn't before:\n- test\/cart\.test\.js > adds up prices/,
    );
  });

  it("whose new test doesn't pass yet is refused in GREEN", async () => {
    const { run } = await makeScene();
    const { result } = await run({ ...wellDone(), green: twice(nothing) });
    expect(failureOf(result).reason).toMatch(/the new tests don't pass/);
  });

  it("that REFACTOR breaks twice leaves GREEN as it is", async () => {
    const { run, remote } = await makeScene();
    const { result, events } = await run({
      ...wellDone(),
      refactor: twice(write({ "src/cart.js": "export const total = 1;\n" })),
    });
    readyOf(result);
    expect(await remote.show("fix/t1:src/cart.js")).toBe(fix.trim());
    const summaries = events.flatMap((event) => (event.type === "phase.passed" ? [event.summary] : []));
    expect(summaries[2]).toMatch(/left as GREEN has it/);
  });

  it("of which only the exit code is known must be green, red, and green again", async () => {
    const files = {
      "check.sh": '#!/bin/sh\nfor test in tests/*.sh; do sh "$test" || exit 1; done\n',
      "tests/old.sh": "true\n",
      "src/value": "1\n",
    };
    const { run, assignment } = await makeScene(files, { tests: ["tests/new.sh"], code: ["src/value"] });
    const { result, runs } = await run(
      {
        red: [write({ "tests/new.sh": 'test "$(cat src/value)" = 2\n' })],
        green: [write({ "src/value": "2\n" })],
        refactor: [nothing],
        review: [good],
      },
      { repository: { ...assignment.repository, testCommand: "./check.sh" } },
    );
    readyOf(result);
    expect(runs.map(({ exitCode }) => exitCode)).toEqual([0, 1, 1, 0, 0, 0, 1, 1]);
  });

  it("with a lint that failed on the base, too, is not held against the fix; a new complaint is", async () => {
    const lint = "grep -q MARK src/cart.js && exit 1 || exit 0";
    const scripts = (text: string) =>
      JSON.stringify({ type: "module", scripts: { test: "node --test", lint: text } });
    const old = await makeScene({ ...shop, "package.json": scripts("exit 3") });
    const played = await old.run(wellDone());
    readyOf(played.result);
    expect(played.runs.map(({ name, exitCode }) => [name, exitCode])).toContainEqual([
      "lint, on the base",
      3,
    ]);
    const fresh = await makeScene({ ...shop, "package.json": scripts(lint) });
    const marked = await fresh.run({
      ...wellDone(),
      refactor: twice(write({ "src/cart.js": `// MARK\n${fix}` })),
    });
    readyOf(marked.result);
    expect(refusalsOf(marked.events)[0]).toMatch(/npm run lint fails, and doesn't on the base/);
    expect(await fresh.remote.show("fix/t1:src/cart.js")).toBe(fix.trim());
  });
});
