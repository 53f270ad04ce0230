import { describe, expect, it } from "vitest";
import type { Project } from "../../../containers/executor/src/referee/project-facts.ts";
import { packageSchema } from "../../../containers/executor/src/referee/project-facts.ts";
import { runners, type RunnerName } from "../../../containers/executor/src/referee/runners/registry.ts";
import { projectOf } from "../../support/project-of.ts";

const projectWith = (files: Record<string, string>): Project =>
  projectOf({
    files: Object.keys(files),
    text: (path) => files[path] ?? null,
    manifest: packageSchema.parse(JSON.parse(files["package.json"] ?? "{}")),
  });
const placesOf = (runner: RunnerName, files: Record<string, string>, script = "") =>
  runners[runner].places?.(projectWith(files), script === "" ? [] : script.split(" ")) ?? null;

describe("where tests live is what the runner's settings say", () => {
  it.each<[string, RunnerName, Record<string, string>, string, string[], string[]]>([
    [
      "vitest by itself",
      "vitest",
      {},
      "",
      ["src/a.test.ts", "a[b]/c d.spec.mts"],
      ["src/__tests__/a.ts", "test/a.js"],
    ],
    [
      "vitest with patterns",
      "vitest",
      {
        "vitest.config.ts":
          'import { defineConfig, configDefaults } from "vitest/config";\nconst include: string[] = ["checks/**/*.ts"];\nexport default defineConfig(({ mode }) => ({ test: { include, exclude: [...configDefaults.exclude, "checks/old/**"], setupFiles: "./checks/set-up.ts" } }) satisfies object);',
        "checks/set-up.ts": "",
      },
      "",
      ["checks/cart.ts"],
      ["src/cart.test.ts", "checks/old/cart.ts"],
    ],
    [
      "vitest in projects",
      "vitest",
      {
        "vitest.config.mjs":
          'export default { test: { projects: [{ test: { include: ["unit/*.js"] } }, { test: { include: ["node/*.js"] } }] } }',
      },
      "run",
      ["unit/a.js", "node/a.js"],
      ["a.test.js"],
    ],
    [
      "jest in package.json",
      "jest",
      {
        "package.json":
          '{ "jest": { "roots": ["<rootDir>/lib"], "testRegex": "\\\\.check\\\\.js$", "testPathIgnorePatterns": ["/old/"] } }',
      },
      "",
      ["lib/a.check.js"],
      ["src/a.check.js", "lib/a.test.js", "lib/old/a.check.js"],
    ],
    [
      "jest by a file that the script names",
      "jest",
      { "config/jest.e2e.js": 'module.exports = { rootDir: ".", testMatch: ["<rootDir>/e2e/**/*.js"] };' },
      "--config config/jest.e2e.js",
      ["e2e/a/b.js"],
      ["src/a.test.js"],
    ],
    ["jest by itself", "jest", {}, "", ["a/__tests__/b.js", "a.spec.tsx"], ["test/a.js"]],
    ["mocha by itself", "mocha", {}, "", ["test/a.js"], ["test/deep/a.js", "src/a.test.js"]],
    [
      "mocha with settings",
      "mocha",
      {
        ".mocharc.yml": "spec:\n  - 'checks/**/*.ts'\nextension: [ts]\nrequire: ./checks-setup.js\n",
        "checks-setup.js": "",
      },
      "",
      ["checks/deep/a.ts"],
      ["test/a.js"],
    ],
    [
      "mocha by its script",
      "mocha",
      {},
      "--timeout 5000 --recursive unit",
      ["unit/deep/a.js"],
      ["test/a.js"],
    ],
    [
      "ava by itself",
      "ava",
      {},
      "",
      ["test/a.js", "src/a.test.js"],
      ["test/_help.js", "test/helpers/a.js", "src/a.js"],
    ],
    [
      "ava with files",
      "ava",
      { "package.json": '{ "ava": { "files": ["checks/**/*", "!checks/data/**"] } }' },
      "",
      ["checks/a.js"],
      ["checks/data/a.js", "test/a.js"],
    ],
    [
      "jasmine",
      "jasmine",
      {
        "spec/support/jasmine.json":
          '{ "spec_dir": "checks", "spec_files": ["**/*.js", "!data/**"], "helpers": ["helpers/*.js"] }',
        "checks/helpers/a.js": "",
      },
      "",
      ["checks/a/b.js"],
      ["spec/a_spec.js", "checks/data/a.js"],
    ],
    ["tape", "tape", {}, "-r ./up.js checks/*.js", ["checks/a.js"], ["test/a.js"]],
    ["pytest by itself", "pytest", {}, "", ["a/test_b.py", "b_test.py"], ["tests/helpers.py"]],
    [
      "pytest in an ini",
      "pytest",
      { "pytest.ini": "[pytest]\npython_files =\n    check_*.py\n    test_*.py\ntestpaths = checks more\n" },
      "",
      ["checks/check_a.py", "more/test_a.py"],
      ["tests/test_a.py", "checks/a_test.py"],
    ],
    [
      "pytest in a TOML",
      "pytest",
      { "pyproject.toml": '[tool.pytest.ini_options]\npython_files = ["*_spec.py"]\n' },
      "-q",
      ["a/b_spec.py"],
      ["test_a.py"],
    ],
    [
      "unittest",
      "unittest",
      {},
      "discover -s checks -p *_check.py",
      ["checks/a_check.py"],
      ["tests/test_a.py"],
    ],
  ])("%s", (_what, runner, files, script, tests, others) => {
    const places = placesOf(runner, files, script);
    for (const path of tests) expect([path, places?.isTest?.(path)]).toEqual([path, true]);
    for (const path of others) expect([path, places?.isTest?.(path)]).toEqual([path, false]);
  });

  it("nobody knows where only running the settings would tell, or they are broken", () => {
    const patterns = "export default { test: { include: patterns(), setupFiles: './up.ts' } }";
    expect(placesOf("vitest", { "vitest.config.ts": patterns, "up.ts": "" })).toMatchObject({
      isTest: null,
      setUp: ["up.ts"],
    });
    expect(placesOf("vitest", { "vitest.config.ts": "export default {{" })).toBeNull();
    const jest = '{ "jest": { "preset": "x", "transform": { "ts$": ["./turn.js", {}] } } }';
    expect(placesOf("jest", { "package.json": jest, "turn.js": "" })).toMatchObject({
      isTest: null,
      setUp: ["turn.js"],
    });
    const known = placesOf("jest", { "package.json": '{ "jest": { "preset": "ts-jest" } }' });
    expect(known?.isTest?.("a.test.ts")).toBe(true);
  });

  it("files that settings name for setting up are known", () => {
    const config =
      'module.exports = { setupFilesAfterEnv: ["<rootDir>/tools/up"], globalSetup: "./tools/all.ts" };';
    const files = { "jest.config.js": config, "tools/up.ts": "", "tools/all.ts": "", "tools/other.ts": "" };
    expect(placesOf("jest", files)?.setUp).toEqual(["tools/up.ts", "tools/all.ts"]);
    expect(
      placesOf("mocha", { "package.json": "{}", "test/up.js": "" }, "--require ./test/up.js test")?.setUp,
    ).toEqual(["test/up.js"]);
  });
});
