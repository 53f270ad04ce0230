import { afterEach, expect, it, vi } from "vitest";
import type { Files } from "./files.ts";
import { registryPackages } from "./registry-packages.ts";
import { clearScenes } from "./scene.ts";
import { seenIn, suiteOf } from "./suite-of.ts";

/* Runners that their own settings make stop at the first failure go on for the referee. */

afterEach(clearScenes);
vi.setConfig({ testTimeout: 120_000 });

const tests = (head = "", name = "test", passes = "() => {}"): Files =>
  Object.fromEntries(
    ["a", "b"].map((file) => [
      `test/${file}.test.js`,
      `${head}${name}("one ${file}", () => { throw new Error("x"); });\n${name}("two ${file}", ${passes});\n`,
    ]),
  );
const all = ["a", "b"].flatMap((file) => [
  `test/${file}.test.js > one ${file}: error`,
  `test/${file}.test.js > two ${file}: passed`,
]);
const manifest = (test: string, more: object = {}): string => JSON.stringify({ scripts: { test }, ...more });

it.each<[string, string[], Files]>([
  [
    "jest, in package.json",
    ["jest@27.5.1"],
    { "package.json": manifest("jest -i", { jest: { bail: true } }), ...tests() },
  ],
  [
    "jest, in a file",
    ["jest@27.5.1"],
    { "package.json": manifest("jest -i -b"), "jest.config.json": '{"bail":1}', ...tests() },
  ],
  [
    "jest, in its script",
    ["jest@27.5.1"],
    { "package.json": manifest("jest -i --bail=1 --ci -o --changedSince=main --onlyFailures"), ...tests() },
  ],
  [
    "mocha, in package.json",
    ["mocha@8.4.0"],
    { "package.json": manifest("mocha", { mocha: { bail: true } }), ...tests("", "it") },
  ],
  [
    "mocha, in YAML",
    ["mocha@8.4.0"],
    { "package.json": manifest("mocha"), ".mocharc.yml": "bail: true\n", ...tests("", "it") },
  ],
  [
    "mocha, in JavaScript",
    ["mocha@8.4.0"],
    {
      "package.json": manifest("mocha -bt 2000"),
      ".mocharc.cjs": "module.exports = { bail: 'true' };\n",
      ...tests("", "it"),
    },
  ],
  [
    "ava",
    ["ava@6.4.1"],
    {
      "package.json": manifest("ava --fail-fast --serial", { ava: { failFast: true } }),
      ...tests('const test = require("ava");\n', "test", "(t) => t.pass()"),
    },
  ],
  [
    "jasmine",
    ["jasmine@7.0.0"],
    {
      "package.json": manifest("jasmine --random=false"),
      "spec/support/jasmine.json":
        '{"spec_dir":"test","spec_files":["**/*.js"],"stopOnSpecFailure":true,"random":false,"env":{"stopOnSpecFailure":true,"random":false}}',
      ...tests("", "it"),
    },
  ],
])("%s", async (_name, packages, files) => {
  const { suite } = await suiteOf(files, "test/a.test.js", await registryPackages(...packages));
  expect(suite.problem).toBeNull();
  expect(seenIn(suite).toSorted()).toEqual(all);
});
