import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, describe, expect, it, vi } from "vitest";
import { git, type Files } from "./files.ts";
import {
  clearScenes,
  failureOf,
  fix,
  good,
  makeScene,
  nothing,
  provingTest,
  readyOf,
  refusalsOf,
  shop,
  twice,
  wellDone,
  write,
} from "./scene.ts";

import { seenIn, suiteOf } from "./suite-of.ts";

/* What real repositories look like, each played as a whole assignment. */

afterEach(clearScenes);
vi.setConfig({ testTimeout: 60_000 });

const manifest = (scripts: object): Files => ({
  "package.json": JSON.stringify({ type: "module", scripts }),
});

describe("a test script that does more than run tests", () => {
  /** The tests import what a build has made. */
  const built = (text = ""): string => text.replace("../src/", "../dist/");
  const files: Files = {
    ...shop,
    ...manifest({ pretest: "node build.js", test: "node --test && node smoke.js" }),
    ".gitignore": "dist\n",
    "build.js": 'import { cpSync } from "node:fs";\ncpSync("src", "dist", { recursive: true });\n',
    "smoke.js": 'import { total } from "./dist/cart.js";\ntotal({ items: [] });\n',
    "test/cart.test.js": built(shop["test/cart.test.js"]),
  };
  const red = [write({ "test/cart.test.js": built(provingTest) })];

  it("builds before each run, and what comes after the tests counts as one", async () => {
    const { run } = await makeScene(files);
    const { result, runs } = await run({ ...wellDone(), red });
    readyOf(result);
    expect(
      runs.slice(0, 3).map(({ command, exitCode }) => [command.split(" ").slice(0, 2).join(" "), exitCode]),
    ).toEqual([
      ["node build.js", 0],
      ["node --test", 0],
      ["node smoke.js", 0],
    ]);
  });

  it("refuses a fix that breaks what comes after the tests", async () => {
    const { run } = await makeScene({ ...files, "smoke.js": `${files["smoke.js"]}total({}).toFixed();\n` });
    const once = await run({ ...wellDone(), red });
    // It failed before: the fix isn't blamed for it, and mends it here.
    readyOf(once.result);
    const broken = write({
      "src/cart.js": `if (process.argv[1].endsWith("smoke.js")) throw new Error("no");\n${fix}`,
    });
    const other = await makeScene(files);
    const { result } = await other.run({ ...wellDone(), red, green: twice(broken) });
    expect(failureOf(result).reason).toMatch(/tests fail that didn't before:\n- node smoke\.js/);
  });
});

it("a test that failed by chance is named, and may not be broken by the fix", async () => {
  const played = async (code: string) => {
    const place = await mkdtemp(join(tmpdir(), "warm-"));
    const old = `import assert from "node:assert";
import { test } from "node:test";
import { existsSync, writeFileSync } from "node:fs";
import { total } from "../src/cart.js";
test("old", () => {
  const warm = existsSync("${place}/warm");
  writeFileSync("${place}/warm", "");
  assert.ok(warm);
  assert.equal(typeof total({ items: [] }), "number");
});
`;
    const { run } = await makeScene({ ...shop, "test/old.test.js": old });
    const green = twice(write({ "src/cart.js": code }));
    const { result, runs } = await run({ ...wellDone(), green });
    await rm(place, { recursive: true });
    const before = runs.filter(({ name }) => name === "the suite before");
    expect(before.map(({ failed }) => failed)).toEqual([1, 0, 0]);
    return result;
  };
  const ready = readyOf(await played(fix));
  expect(ready.failedBefore).toEqual([]);
  expect(ready.walls.join()).toContain("test/old.test.js > old");
  const broken = await played(
    "export const total = ({ items }) => (items?.length === 0 ? 'none' : items ? 5 : 0);\n",
  );
  expect(failureOf(broken).reason).toMatch(/test\/old\.test\.js > old/);
});

it("a fix that changes nothing is refused before anything is run", async () => {
  const { run } = await makeScene();
  const { events } = await run({ ...wellDone(), green: twice(nothing) });
  expect(refusalsOf(events)[0]).toMatch(/no code was changed/);
});

it("an exit code is believed only where a test file that ends with an error makes it fail", async () => {
  const files: Files = {
    "package.json": JSON.stringify({ type: "module" }),
    "run.js": 'await import("./test/plain.js");\n',
    "src/half.js": "export const half = (n) => n / 3;\n",
    "test/plain.js": 'import { half } from "../src/half.js";\nif (half(0) !== 0) throw new Error("zero");\n',
  };
  const proving = `${files["test/plain.js"]}if (half(4) !== 2) throw new Error("four");\n`;
  const played = async (code: string) => {
    const { run, assignment } = await makeScene(files, { tests: ["test/plain.js"], code: ["src/half.js"] });
    const turns = { red: [write({ "test/plain.js": proving })], green: [write({ "src/half.js": code })] };
    const repository = { ...assignment.repository, testCommand: "node run.js" };
    return run({ ...turns, refactor: [nothing], review: [good] }, { repository });
  };
  readyOf((await played("export const half = (n) => n / 2;\n")).result);
  const early = await played("process.exit(0);\nexport const half = (n) => n / 3;\n");
  expect(failureOf(early.result).reason).toMatch(/ends with an error doesn't make the command fail/);
});

it("line ends that git would change are nobody's change", async () => {
  const { run, remote } = await makeScene({ ...shop, "src/win.js": "a\r\nb\r\n" });
  await git(remote.clone, "checkout", "-q", "main");
  await writeFile(join(remote.clone, ".gitattributes"), "*.js text\n");
  await git(remote.clone, "add", ".gitattributes");
  await git(remote.clone, "commit", "-qm", "attributes");
  await git(remote.clone, "push", "-q", "origin", "main");
  const baseCommit = await git(remote.clone, "rev-parse", "HEAD");
  const planCommit = await remote.commitOnBranch("fix/t2", { "PLAN.md": "#\n" });
  const { result } = await run(wellDone(), { branch: "fix/t2", baseCommit, planCommit });
  expect(readyOf(result).files.map(({ path }) => path)).toEqual(["src/cart.js", "test/cart.test.js"]);
});

it("packages that Yarn has put into no node_modules are found, beside the options that the script sets", async () => {
  const { runner, suite } = await suiteOf(
    {
      "package.json": JSON.stringify({
        scripts: { test: "NODE_OPTIONS=--stack-trace-limit=42 node --test" },
      }),
      "yarn.lock": "__metadata:\n  version: 8\n",
      ".pnp.cjs": "globalThis.foundBy = 'Yarn';\n",
      "test/pnp.test.js": `const assert = require("node:assert");
require("node:test").test("is told", () => assert.deepEqual([globalThis.foundBy, Error.stackTraceLimit], ["Yarn", 42]));
`,
    },
    "test/pnp.test.js",
    null,
  );
  expect([runner, ...seenIn(suite)]).toEqual(["node:test", "test/pnp.test.js > is told: passed"]);
});

it("a part of a test of unittest's stands by itself, and fails no other", async () => {
  const test = `import unittest
class Half(unittest.TestCase):
    def test_all(self):
        for n in (0, 4):
            with self.subTest(n=n):
                self.assertEqual(n, 0)
`;
  const { suite } = await suiteOf({ "test_half.py": test }, "test_half.py", null);
  expect(seenIn(suite)).toEqual([
    "test_half.py > test_half.Half.test_all (n=0): passed",
    "test_half.py > test_half.Half.test_all (n=4): assertion",
    "test_half.py > test_half.Half.test_all: passed",
  ]);
});

it("a script's variables, their files and a step that fails already are as its shell has them", async () => {
  const { runner, suite } = await suiteOf(
    {
      "package.json": JSON.stringify({
        scripts: {
          test: "node lint.js ; export A=1 && B='2 3' npm run unit -- --env-file=.env.ci",
          unit: "node --test ./test/",
        },
      }),
      "lint.js": "process.exit(1);\n",
      ".env.ci": "C=4\n",
      "test/env.test.js": `const assert = require("node:assert");
const { A, B, C } = process.env;
require("node:test").test("is set", () => assert.deepEqual([A, B, C], ["1", "2 3", "4"]));
`,
    },
    "test/env.test.js",
    null,
  );
  expect([runner, ...seenIn(suite)]).toEqual([
    "node:test",
    "test/env.test.js > is set: passed",
    "node lint.js: error",
  ]);
});

it("tests that make runs with unittest are called alike in the whole suite and in a file alone", async () => {
  const head =
    "import unittest\nfrom half import half\nfrom near import four\nclass Half(unittest.TestCase):\n";
  const before = `${head}    def test_zero(self): self.assertEqual(half(0), 0)\n`;
  const files: Files = {
    Makefile:
      "test: src/made.py\n\tPYTHONPATH=src python3 -m unittest discover -s tests -v\nsrc/made.py:\n\techo 'three = 3' > $@\n",
    ".gitignore": "src/made.py\n",
    "src/half.py": "from made import three\ndef half(n): return n / three\n",
    "tests/near.py": "four = 4\n",
    "tests/test_half.py": before,
  };
  const { run } = await makeScene(files, { tests: ["tests/test_half.py"], code: ["src/half.py"] });
  const { result } = await run({
    red: [
      write({ "tests/test_half.py": `${before}    def test_four(self): self.assertEqual(half(four), 2)\n` }),
    ],
    green: [write({ "src/half.py": "def half(n): return n / 2\n" })],
    refactor: [nothing],
    review: [good],
  });
  readyOf(result);
});
