import { describe, expect, it } from "vitest";
import { packageSchema } from "../../../containers/executor/src/referee/project-facts.ts";
import {
  belongsToTests,
  isSettingOf,
  type FoundProject,
} from "../../../containers/executor/src/referee/project.ts";
import { testingOf } from "../../../containers/executor/src/referee/testing.ts";
import { projectOf } from "../../support/project-of.ts";

/** A repository with a test script, as the referee has found it. */
function foundWith(test: string, files: Record<string, string> = {}): FoundProject {
  const project = projectOf({
    files: Object.keys(files),
    text: (path) => files[path] ?? null,
    manifest: packageSchema.parse({ scripts: { test } }),
  });
  const testing = testingOf(project, "test/a.test.js", null)?.testing;
  if (testing?.kind !== "runner") throw new Error(`${test} isn't understood`);
  return { project, testing, places: testing.runner.places?.(project, testing.script.words) ?? null };
}

describe("what decides how tests are run", () => {
  const plain = foundWith("jest");
  it.each([
    "jest.unit.config.js",
    "jest-e2e.config.json",
    "packages/a/vitest.config.browser.ts",
    "karma.conf.js",
    "nyc.config.js",
    "babel.config.cjs",
    ".babelrc",
    ".swcrc",
    "tsconfig.spec.json",
    "node.config.json",
    "tests/conftest.py",
  ])("by its name: %s", (path) => {
    expect(isSettingOf(plain, path)).toBe(true);
  });

  it.each([
    "src/config.js",
    "tsconfig.json",
    "src/jest/index.js",
    "vite.config.ts",
    "src/mocha-config-reader.js",
  ])("not by its name: %s", (path) => {
    expect(isSettingOf(plain, path)).toBe(false);
  });

  it.each([
    ["jest --config config/unit.js", "config/unit.js"],
    ["jest --config=./config/unit.js", "config/unit.js"],
    ["mocha -r ./register.js test", "register.js"],
    ["node --import ./src/register.js --test", "src/register.js"],
  ])("because the script names it: %s", (script, path) => {
    const found = foundWith(script, { [path]: "" });
    expect(isSettingOf(found, path)).toBe(true);
    expect(isSettingOf(found, "src/other.js")).toBe(false);
  });

  it.each([
    ["make -s test", "Makefile", true],
    ["NODE_ENV=test make test", "Makefile", true],
    ["task test", "Taskfile.yml", true],
    ["mocha", "Makefile", false],
    ["mocha --grep remake", "Makefile", false],
  ])("because the tests are run through it: %s, %s", (script, path, decides) => {
    const text = path === "Makefile" ? "test:\n\tmocha\n" : "tasks:\n  test: mocha\n";
    expect(isSettingOf(foundWith(script, { [path]: text }), path)).toBe(decides);
  });

  it("because settings name it that only running them would tell in whole", () => {
    const settings = "module.exports = { preset: './own', setupFiles: ['<rootDir>/tools/up.js'] };";
    const found = foundWith("jest", { "jest.config.js": settings, "tools/up.js": "", "src/a.js": "" });
    expect(["tools/up.js", "src/a.js"].map((path) => isSettingOf(found, path))).toEqual([true, false]);
  });
});

it("what stands in a test's place belongs to the tests, wherever it lies", () => {
  const found = foundWith("jest");
  const paths = [
    "src/__mocks__/shop.js",
    "lib/a/testdata/a.txt",
    "src/__snapshots__/a.js.snap",
    "src/mocks/shop.js",
  ];
  expect(paths.map((path) => belongsToTests(found, path))).toEqual([true, true, true, false]);
});
