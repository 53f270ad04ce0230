import { join } from "node:path";
import { afterEach, describe, expect, it, vi } from "vitest";
import { findProject } from "../../../../containers/executor/src/referee/project.ts";
import { openWorkspace } from "../../../../containers/executor/src/referee/workspace.ts";
import { clearScenes, fix, good, makeScene, nothing, recordsOf, shop, write } from "./scene.ts";
import { exists, type Files } from "./files.ts";

const hasPytest = await exists("python3", ["-m", "pytest", "--version"]);

afterEach(clearScenes);
vi.setConfig({ testTimeout: 120_000 });

/** What the referee would run in a repository, with its report's place and the tree's left out. */
async function foundIn(files: Files, test = "test/a.test.js", configured: string | null = null) {
  const { remote } = await makeScene(files);
  const workspace = await openWorkspace({
    folder: join(remote.clone, "..", "assignment"),
    repository: remote.repository,
    checkout: "main",
    signal: new AbortController().signal,
    left: () => 60_000,
  });
  const found = await findProject(workspace, [test], configured);
  if (found === null) return null;
  const { project, testing } = found;
  if (testing.kind === "command") return `sh: ${testing.command}`;
  const argv = testing.runner.command(
    { report: "REPORT", beside: "OURS", files: null, script: testing.script.words },
    project,
  );
  return `${project.prefix}: ${argv.join(" ")}`;
}
const manifest = (scripts: object, more: object = {}): Files => ({
  "package.json": JSON.stringify({ scripts, ...more }),
});

describe("findProject", () => {
  it("reads the test script, with its options and without what reports otherwise", async () => {
    expect(
      await foundIn(manifest({ test: "tsc && NODE_ENV=test vitest --project unit --reporter dot" })),
    ).toBe(
      ": npx --no-install vitest run --project unit --bail=0 --reporter=json --outputFile=REPORT --reporter=default --reporter=OURS/vitest-live.mjs",
    );
    expect(await foundIn(manifest({ test: "node --import tsx --test 'test/*.ts'" }))).toBe(
      ": node --import tsx --test --test-reporter=junit --test-reporter-destination=REPORT --test-reporter=spec --test-reporter-destination=stdout --test-reporter=OURS/node-live.mjs --test-reporter-destination=stderr test/*.ts",
    );
    expect(await foundIn(manifest({ test: "mocha -R dot --timeout 5000 spec" }))).toBe(
      ": npx --no-install mocha --timeout 5000 spec --no-bail --full-trace --reporter OURS/mocha-report.cjs --reporter-option output=REPORT",
    );
  });

  it("goes by the dependencies where there is no script, and by the lock file for the manager", async () => {
    const files = manifest({}, { devDependencies: { jest: "30.0.0" } });
    expect(await foundIn({ ...files, "pnpm-lock.yaml": "" })).toBe(
      ": pnpm exec jest --bail=0 --ci --colors=false --json --reporters=default --reporters=OURS/jest-live.cjs --outputFile=REPORT",
    );
    expect(await foundIn({ ...files, "yarn.lock": "" })).toMatch(/^: yarn run jest/);
    expect(await foundIn({ ...files, "bun.lock": "" })).toMatch(/^: bun x --no-install jest/);
  });

  it("runs a script as it is where only its tool understands it", async () => {
    const jest = { devDependencies: { jest: "30.0.0" } };
    for (const test of ["turbo test | cat", "gulp test", "make test", "(cd a && jest)"])
      expect(await foundIn({ ...manifest({ test }, jest), "yarn.lock": "" })).toBe("sh: yarn test");
  });

  it("finds pytest and go", async () => {
    expect(await foundIn({ "pyproject.toml": "[tool.pytest.ini_options]\n" })).toMatch(
      /^: python3 -m pytest .*--junitxml=REPORT$/,
    );
    expect(await foundIn({ "go.mod": "module a\n" })).toBe(": go test -json -count=1 ./...");
  });

  it("finds the package of a test in a monorepo", async () => {
    const inner = { "packages/api/package.json": JSON.stringify({ scripts: { test: "vitest" } }) };
    expect(await foundIn({ ...manifest({}), ...inner }, "packages/api/test/a.test.ts")).toMatch(
      /^packages\/api\/: npx/,
    );
  });

  it("takes the nearest project that can run the test, whatever lies above it or beside", async () => {
    const web = { "web/package.json": JSON.stringify({ scripts: { test: "node --test" } }) };
    const beside = { "go.mod": "module a\n", "tools/test_tool.py": "", "web/test/package.json": "{}" };
    expect(await foundIn({ ...web, ...beside }, "web/test/a.test.js")).toMatch(/^web\/: node --test/);
    expect(await foundIn({ ...web, ...beside }, "web/api/test_a.py")).toMatch(/^: python3 -m pytest/);
    expect(await foundIn({ ...manifest({ test: "gulp" }), ...beside }, "api/test_a.py")).toMatch(
      /^: python3/,
    );
    expect(await foundIn({ ...manifest({ test: "mocha" }), ...beside }, "api/test_a.py")).toMatch(
      /^: python3/,
    );
    expect(await foundIn({ ...web, ...beside }, "pkg/a_test.go")).toMatch(/^: go test/);
  });

  it("installs a workspace's package from the workspace, with its manager and lock file", async () => {
    const api = { "packages/api/package.json": JSON.stringify({ scripts: { test: "vitest" } }) };
    const root = (more: object) => ({ "package.json": JSON.stringify({ private: true, ...more }) });
    const test = "packages/api/a.test.ts";
    const pnpm = { ...root({}), "pnpm-workspace.yaml": "", "pnpm-lock.yaml": "" };
    expect(await foundIn({ ...api, ...pnpm }, test)).toMatch(/^packages\/api\/: pnpm exec vitest/);
    const yarn = { ...root({ workspaces: ["packages/*"] }), "yarn.lock": "" };
    expect(await foundIn({ ...api, ...yarn }, test)).toMatch(/^packages\/api\/: yarn run vitest/);
    // A lock file above that knows nothing of the package is none of its.
    expect(await foundIn({ ...api, ...root({}), "yarn.lock": "" }, test)).toMatch(/^packages\/api\/: npx/);
  });

  it("takes a configured command, through its runner when it knows it", async () => {
    expect(await foundIn({ a: "a" }, "test/a", "make test")).toBe("sh: make test");
    expect(await foundIn({ a: "a" }, "test/a", "pytest -q")).toMatch(/^: python3 -m pytest -v/);
    const inner = { "packages/half/package.json": "{}" };
    expect(
      await foundIn(inner, "packages/half/a.test.js", "cd packages/half && npx vitest run --bail 1"),
    ).toMatch(/^packages\/half\/: npx --no-install vitest run --bail=0/);
    expect(await foundIn({ a: "a" }, "test/a", null)).toBeNull();
  });
});

describe("a whole assignment", () => {
  it("with vitest", async () => {
    const test = `import { expect, test } from "vitest";
import { total } from "../src/cart.js";
test("adds up", () => expect(total({ items: [{ price: 2 }] })).toBe(2));
`;
    const modules = join(import.meta.dirname, "../../../../node_modules");
    const { run } = await makeScene(
      { ...shop, ...manifest({ test: "vitest" }, { type: "module" }), "test/cart.test.js": test },
      { modules },
    );
    const proving = `${test}test("empty", () => expect(() => total({})).not.toThrow());\n`;
    const { result, events, runs } = await run({
      red: [
        write({ "test/cart.test.js": `${test}test("empty", () => total({}));\n` }),
        write({ "test/cart.test.js": proving }),
      ],
      green: [write({ "src/cart.js": fix })],
      refactor: [nothing],
      review: [good],
    });
    expect(result).toMatchObject({ kind: "ready" });
    expect(recordsOf(events)[0]?.newTests).toEqual(["test/cart.test.js > empty"]);
    expect(runs.map(({ failed }) => failed)).toEqual([0, 1, 1, 1, 0, 0, 0, 2, 1]);
  });

  // Where there is no pytest, a person is told; its recorded reports are tested anyway.
  if (!hasPytest) console.warn("\n  A WHOLE JOB WITH PYTEST IS NOT TRIED: python3 -m pytest is not there\n");
  else
    it("goes from RED to ready with pytest", async () => {
      const test = "from cart import total\n\n\ndef test_adds():\n    assert total({'items': [2, 3]}) == 5\n";
      const files: Files = {
        // Whatever pytest doesn't know is an error here, and its cache has settings.
        "pytest.ini":
          "[pytest]\npythonpath = .\naddopts = -W error --strict-config --ff\ncache_dir = .cache/pytest\n",
        "cart.py": "def total(cart):\n    return sum(cart['items'])\n",
        "tests/test_cart.py": test,
      };
      const { run } = await makeScene(files, { tests: ["tests/test_cart.py"], code: ["cart.py"] });
      const proving = `${test}\n\ndef test_empty():\n    try:\n        total({})\n    except KeyError:\n        assert False, 'no items'\n`;
      const { result, runs } = await run({
        red: [
          write({ "tests/test_cart.py": `${test}\n\ndef test_empty():\n    total({})\n` }),
          write({ "tests/test_cart.py": proving }),
        ],
        green: [write({ "cart.py": "def total(cart):\n    return sum(cart.get('items', []))\n" })],
        refactor: [nothing],
        review: [good],
      });
      expect(result).toMatchObject({ kind: "ready", failedBefore: [] });
      expect(runs.map(({ failed }) => failed)).toEqual([0, 1, 1, 1, 0, 0, 0, 2, 1]);
    });
});
