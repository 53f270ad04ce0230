import { readFile, rm, symlink } from "node:fs/promises";
import { join } from "node:path";
import { afterEach, describe, expect, it, vi } from "vitest";
import {
  clearScenes,
  fix,
  makeScene,
  provingTest,
  recordsOf,
  shop,
  wellDone,
  write,
  type Turn,
  twice,
  failureOf,
  readyOf,
} from "./scene.ts";

afterEach(clearScenes);

// Each test plays a whole assignment with real git and real test runs.
vi.setConfig({ testTimeout: 60_000 });

const halfTest = `import unittest
from half import half
class Half(unittest.TestCase):
    def test_zero(self): self.assertEqual(half(0), 0)
`;

describe("what may be changed", () => {
  it("is only the plan's test files in RED", async () => {
    const { run } = await makeScene();
    const { result } = await run({
      red: twice(write({ "test/cart.test.js": provingTest, "src/cart.js": fix })),
    });
    expect(failureOf(result).reason).toMatch(/src\/cart\.js is not a test file/);
  });

  it.each([
    [
      "an edited test",
      write({ "src/cart.js": fix, "test/cart.test.js": shop["test/cart.test.js"] ?? "" }),
      /frozen since RED/,
    ],
    ["a new test", write({ "src/cart.js": fix, "test/more.test.js": "" }), /frozen since RED/],
    [
      "a deleted test",
      async ({ cwd }) => {
        await rm(join(cwd, "test/cart.test.js"));
        return { summary: "" };
      },
      /you deleted test\/cart\.test\.js/,
    ],
    [
      "a file outside the plan",
      write({ "src/cart.js": fix, "src/other.js": "" }),
      /src\/other\.js is not one of the plan's code files/,
    ],
    [
      "a changed test script",
      write({ "src/cart.js": fix, "package.json": '{"scripts":{"test":"true"}}' }),
      /package\.json is not one of/,
    ],
    [
      "a workflow",
      write({ "src/cart.js": fix, ".github/workflows/ci.yml": "on: push" }),
      /protected \(CI configuration\)/,
    ],
    [
      "a link out of the tree",
      async ({ cwd }) => {
        await rm(join(cwd, "src/cart.js"));
        await symlink("/etc/passwd", join(cwd, "src/cart.js"));
        return { summary: "" };
      },
      /not a plain file/,
    ],
    [
      "a file that decides how tests are run",
      write({ "src/cart.js": fix, "vitest.config.js": "export default {};\n" }),
      /vitest\.config\.js decides how tests are run: frozen/,
    ],
    [
      "a git folder that was planted",
      write({ "src/cart.js": fix, "src/.git/config": "[core]\n\tfsmonitor = touch owned\n" }),
      /src\/\.git/,
    ],
  ] satisfies [string, Turn, RegExp][])("is refused in GREEN: %s", async (_what, turn, reason) => {
    const { run, remote } = await makeScene();
    const { result, events } = await run({ ...wellDone(), green: twice(turn) });
    expect(failureOf(result)).toMatchObject({ phase: "green", code: "refused" });
    expect(failureOf(result).reason).toMatch(reason);
    // RED stays proven.
    expect(await remote.head("fix/t1")).toBe(recordsOf(events)[0]?.commit);
  });

  it("undoes a diff out of bounds before the second try", async () => {
    const { run } = await makeScene();
    const seen: string[] = [];
    const { result } = await run({
      ...wellDone(),
      green: [
        write({ "src/cart.js": fix, "src/other.js": "export const other = 2;" }),
        async (ask) => {
          seen.push(
            await readFile(join(ask.cwd, "src/other.js"), "utf8"),
            ask.whyNotEdit("src/other.js") ?? "may",
          );
          return write({ "src/cart.js": fix })(ask);
        },
      ],
    });
    readyOf(result);
    expect(seen).toEqual([shop["src/other.js"], expect.stringContaining("not one of the plan's code files")]);
  });

  it("takes a protected file with an approval of its own, and not without", async () => {
    const scene = await makeScene(
      { ...shop, Dockerfile: "FROM a\n" },
      { code: ["src/cart.js", "Dockerfile"] },
    );
    const green = [write({ "src/cart.js": fix, Dockerfile: "FROM b\n" })];
    const refused = await scene.run({ ...wellDone(), green: [...green, ...green] });
    expect(failureOf(refused.result).reason).toMatch(/Dockerfile is protected/);
    const done = recordsOf(refused.events);
    const allowed = await scene.run({ ...wellDone(), green }, { done, allowed: ["Dockerfile"] });
    expect(readyOf(allowed.result).files.map(({ path }) => path)).toContain("Dockerfile");
  });

  it("doesn't include a file that the plan names and that brings settings of the tests with it", async () => {
    const python = { "half.py": "def half(n): return n / 3\n", "test_half.py": halfTest };
    const { run } = await makeScene(python, { tests: ["test_half.py"], code: ["half.py", "setup.cfg"] });
    const red = [
      write({ "test_half.py": `${halfTest}    def test_four(self): self.assertEqual(half(4), 2)\n` }),
    ];
    const fixed = { "half.py": "def half(n): return n / 2\n" };
    const settings = { ...fixed, "setup.cfg": "[tool:pytest]\naddopts = -k four\n" };
    const { result } = await run({ ...wellDone(), red, green: twice(write(settings)) });
    expect(failureOf(result).reason).toMatch(/setup\.cfg: .* are frozen \(tool:pytest\)/);
    const other = { ...fixed, "setup.cfg": "[metadata]\nname = half\n" };
    const scene = await makeScene(python, { tests: ["test_half.py"], code: ["half.py", "setup.cfg"] });
    readyOf((await scene.run({ ...wellDone(), red, green: [write(other)] })).result);
  });

  it("doesn't include the test script, also when the plan names package.json", async () => {
    const { run } = await makeScene(shop, { code: ["src/cart.js", "package.json"] });
    const turn = write({ "package.json": '{"type":"module","scripts":{"test":"node --test test/none"}}' });
    const { result } = await run({ ...wellDone(), green: twice(turn) });
    expect(failureOf(result).reason).toMatch(/package\.json: its scripts/);
  });

  it("is no fix that works only where the agent worked", async () => {
    const { run } = await makeScene({ ...shop, ".gitignore": "dist\n" });
    const cheating = {
      "src/cart.js": 'export { total } from "../dist/cart.js";\n',
      "dist/cart.js": fix,
    };
    const { result } = await run({ ...wellDone(), green: twice(write(cheating)) });
    expect(failureOf(result)).toMatchObject({ phase: "green", code: "refused" });
    expect(failureOf(result).reason).toMatch(/the new tests don.t pass/);
  });
});

describe("installed packages", () => {
  it("stay where no .gitignore names them, and are nobody's change; what an agent does to them is not run", async () => {
    const lock = {
      name: "shop",
      lockfileVersion: 3,
      requires: true,
      packages: {
        "": { name: "shop", dependencies: { adder: "file:vendor/adder" } },
        "node_modules/adder": { resolved: "vendor/adder", link: true },
        "vendor/adder": { version: "1.0.0" },
      },
    };
    const { run } = await makeScene({
      ...shop,
      "package.json": JSON.stringify({
        name: "shop",
        type: "module",
        scripts: { test: "node --test" },
        dependencies: { adder: "file:vendor/adder" },
      }),
      "package-lock.json": JSON.stringify(lock),
      "vendor/adder/package.json": JSON.stringify({ name: "adder", version: "1.0.0", main: "index.js" }),
      "vendor/adder/index.js": "exports.add = (a, b) => a + b;\n",
      "test/adder.test.js": `import assert from "node:assert/strict";
import { test } from "node:test";
import { add } from "adder";
test("adds", () => assert.equal(add(1, 2), 3));
`,
    });
    const { result, runs } = await run({
      ...wellDone(),
      green: [
        async (ask) => {
          await rm(join(ask.cwd, "node_modules/adder"));
          await write({
            "node_modules/adder/index.js": "throw new Error('planted');",
            "src/cart.js": fix,
          })(ask);
          return { summary: "" };
        },
      ],
    });
    expect(readyOf(result).files.map(({ path }) => path)).toEqual(["src/cart.js", "test/cart.test.js"]);
    const names = runs.map(({ name }) => name);
    const installs = names.flatMap((name, index) => (name === "install the dependencies" ? [index] : []));
    expect(installs.length).toBeGreaterThan(1);
    expect(names[(installs[1] ?? 0) + 1]).toBe("the suite with the fix");
  });
});
