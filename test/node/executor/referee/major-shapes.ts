import { readdirSync } from "node:fs";
import { join } from "node:path";
import type { RunnerName } from "../../../../containers/executor/src/referee/runners/registry.ts";
import type { Files } from "./files.ts";

/** A version of a runner, and a small repository as people with it have them. */
export interface Major {
  called: string;
  runner: RunnerName;
  /** What CI tries of it. */
  always: { read: boolean; hang: boolean };
  packages: string[];
  /** Where its programs are, if not in packages of npm. */
  path?: string;
  files: Files;
  test: string;
  /** Tests that end in each way, written behind those of the repository, and what is seen of all. */
  ways: string;
  seen: string[];
  /** A test that never ends, the line that says that it has begun, and what is told of it. */
  hangs: string;
  hanging: { begun: RegExp; told: RegExp } | null;
}

const never = { read: false, hang: false };
const code = `exports.total = (cart) => cart.items.reduce((sum, n) => sum + n, 0);
exports.strict = (n) => { require("node:assert").ok(n > 3); return n; };
`;
const manifest = (test: string, more: object = {}): string => JSON.stringify({ scripts: { test }, ...more });

/** What mocha, jest and vitest share, in their words. */
const javascript = (expectIt: (got: string, wanted: string) => string, it: string): string => `
describe("cart", () => {
  ${it}("differs", () => { ${expectIt("1", "2")} });
  ${it}("by node's assert", () => { require("node:assert").equal(1, 2); });
  ${it}("by the code's", () => { strict(1); });
  ${it}("throws", async () => { total({}); });
  ${it}.skip("skipped", () => {});
  ${it}("slow", () => new Promise(() => {}), 20);
});
`;
const seenOf = (group: string, file: string): string[] =>
  [
    `${file} > adds: passed`,
    `${file} > cart${group}by node's assert: assertion`,
    `${file} > cart${group}by the code's: error`,
    `${file} > cart${group}differs: assertion`,
    `${file} > cart${group}skipped: skipped`,
    `${file} > cart${group}slow: timeout`,
    `${file} > cart${group}throws: error`,
  ].toSorted();
const hangs = `describe("cart", () => { it("waits", () => new Promise(() => {}), 1_000_000); });\n`;

const mocha = (version: string, always = never): Major => ({
  called: `mocha ${version}`,
  runner: "mocha",
  always,
  packages: [`mocha@${version}`, "chai@4.5.0"],
  files: {
    "package.json": manifest("mocha --bail"),
    "src/cart.js": code,
    "test/cart.js": `const { expect } = require("chai");
const { total, strict } = require("../src/cart.js");
it("adds", () => { expect(total({ items: [2, 3] })).to.equal(5); });
`,
  },
  test: "test/cart.js",
  ways: javascript((got, wanted) => `expect(${got}).to.equal(${wanted});`, "it")
    .replace("=> new Promise(() => {}), 20)", "{ return new Promise(() => {}); }).timeout(20)")
    .replace('("slow", () {', '("slow", () => {'),
  seen: seenOf(" ", "test/cart.js"),
  hangs: hangs.replace("), 1_000_000)", ")).timeout(1_000_000)"),
  hanging: { begun: /^▶ cart waits/, told: /; cart waits had begun and not ended/ },
});

const jest = (version: string, always = never): Major => ({
  called: `jest ${version}`,
  runner: "jest",
  always,
  packages: [`jest@${version}`],
  files: {
    "package.json": manifest("jest --bail"),
    "src/cart.js": code,
    "test/cart.test.js": `const { total, strict } = require("../src/cart.js");
test("adds", () => { expect(total({ items: [2, 3] })).toBe(5); });
`,
  },
  test: "test/cart.test.js",
  ways: javascript((got, wanted) => `expect(${got}).toBe(${wanted});`, "it"),
  seen: seenOf(" > ", "test/cart.test.js"),
  hangs,
  // It tells of tests since version 29, and of files before.
  hanging: /^2[78]/.test(version)
    ? { begun: /^▶ .*cart\.test\.js$/, told: /; test\/cart\.test\.js had begun and not ended/ }
    : { begun: /^▶ .*waits$/, told: /; test\/cart\.test\.js > cart > waits had begun and not ended/ },
});

const vitest = (version: string, always = never): Major => ({
  called: `vitest ${version}`,
  runner: "vitest",
  always,
  packages: [`vitest@${version}`],
  files: {
    "package.json": manifest("vitest run --bail 1", { type: "module" }),
    "src/cart.js": code
      .replaceAll(/exports\.(\w+) =/g, "export const $1 =")
      .replace('require("node:assert")', 'process.getBuiltinModule("node:assert")'),
    "test/cart.test.js": `import { describe, expect, it } from "vitest";
import { total, strict } from "../src/cart.js";
const require = process.getBuiltinModule;
it("adds", () => { expect(total({ items: [2, 3] })).toBe(5); });
`,
  },
  test: "test/cart.test.js",
  ways: javascript((got, wanted) => `expect(${got}).toBe(${wanted});`, "it"),
  // Its first version tells no stacks: an error that isn't expect's has no class there.
  seen: seenOf(" > ", "test/cart.test.js").map((line) =>
    version.startsWith("1.") ? line.replace("assert: assertion", "assert: error") : line,
  ),
  hangs,
  hanging: { begun: /^▶ .*waits$/, told: /; test\/cart\.test\.js > cart > waits had begun and not ended/ },
});

const nodeTest: Major = {
  called: "node:test",
  runner: "node:test",
  always: { read: true, hang: true },
  packages: [],
  files: {
    "package.json": manifest("node --test"),
    "src/cart.js": code,
    "test/cart.test.js": `const assert = require("node:assert");
const { describe, it } = require("node:test");
const { total, strict } = require("../src/cart.js");
it("adds", () => { assert.equal(total({ items: [2, 3] }), 5); });
`,
  },
  test: "test/cart.test.js",
  ways: javascript((got, wanted) => `assert.equal(${got}, ${wanted});`, "it").replace(
    '("slow", () => new Promise(() => {}), 20)',
    '("slow", { timeout: 20 }, () => new Promise(() => setTimeout(() => {}, 100)))',
  ),
  seen: seenOf(" > ", "test/cart.test.js"),
  hangs: `describe("cart", () => { it("waits", () => new Promise(() => setInterval(() => {}, 1000))); });\n`,
  hanging: { begun: /^▶ .*waits$/, told: /; test\/cart\.test\.js > cart > waits had begun and not ended/ },
};

const goTest: Major = {
  called: "go test",
  runner: "go test",
  always: { read: true, hang: false },
  packages: [],
  files: {
    "go.mod": "module acme.dev/shop\n\ngo 1.18\n",
    "cart.go":
      "package shop\n\nfunc Total(items []int) int {\n\tsum := 0\n\tfor _, item := range items {\n\t\tsum += item\n\t}\n\treturn sum\n}\n",
    "cart_test.go":
      'package shop\n\nimport (\n\t"testing"\n\t"time"\n)\n\nfunc TestAdds(t *testing.T) {\n\tif Total([]int{2, 3}) != 5 {\n\t\tt.Fatal(time.Second)\n\t}\n}\n',
  },
  test: "cart_test.go",
  ways: '\nfunc TestDiffers(t *testing.T) {\n\tt.Run("in one", func(t *testing.T) { t.Errorf("got 1, want 2") })\n}\n\nfunc TestSkipped(t *testing.T) { t.Skip() }\n\nfunc TestThrows(t *testing.T) {\n\tvar none []int\n\t_ = none[len(none)]\n}\n',
  seen: [
    "acme.dev/shop.TestAdds: passed",
    "acme.dev/shop.TestDiffers/in_one: assertion",
    "acme.dev/shop.TestDiffers: passed",
    "acme.dev/shop.TestSkipped: skipped",
    "acme.dev/shop.TestThrows: error",
  ],
  hangs:
    '\nfunc TestHangs(t *testing.T) {\n\tt.Run("waits", func(t *testing.T) { time.Sleep(time.Hour) })\n}\n',
  hanging: {
    begun: /"run".*"TestHangs\/waits"/,
    told: /; acme\.dev\/shop\.TestHangs\/waits had begun and not ended/,
  },
};

const pytest = (path: string, version: string): Major => ({
  called: `pytest ${version}`,
  runner: "pytest",
  always: never,
  packages: [],
  path: join(path, version, "bin"),
  files: {
    "pytest.ini": "[pytest]\naddopts = -x\n",
    "cart.py": "def total(items):\n    return sum(items)\n\n\ndef strict(n):\n    assert n > 3\n",
    "tests/test_cart.py":
      "import time\n\nimport pytest\n\nfrom cart import strict, total\n\n\ndef test_adds():\n    assert total([2, 3]) == 5\n",
  },
  test: "tests/test_cart.py",
  ways: `

class TestCart:
    @pytest.mark.parametrize("n", [1, 2])
    def test_differs(self, n):
        assert n == 2

    @pytest.mark.skip
    def test_skipped(self):
        pass

    def test_raises(self):
        with pytest.raises(ValueError):
            pass

    def test_throws(self):
        total(None)
`,
  seen: [
    "tests/test_cart.py > tests.test_cart.TestCart::test_differs[1]: assertion",
    "tests/test_cart.py > tests.test_cart.TestCart::test_differs[2]: passed",
    "tests/test_cart.py > tests.test_cart.TestCart::test_raises: assertion",
    "tests/test_cart.py > tests.test_cart.TestCart::test_skipped: skipped",
    "tests/test_cart.py > tests.test_cart.TestCart::test_throws: error",
    "tests/test_cart.py > tests.test_cart::test_adds: passed",
  ],
  // Nothing says that a test has begun before its line ends.
  hangs: "",
  hanging: null,
});

const pytests = process.env["RUNNER_PYTESTS"];

export const majors: readonly Major[] = [
  nodeTest,
  mocha("8.4.0", { read: true, hang: true }),
  mocha("9.2.2"),
  mocha("10.8.2"),
  mocha("11.8.0"),
  jest("27.5.1", { read: true, hang: false }),
  jest("28.1.3"),
  jest("29.7.0"),
  jest("30.5.2"),
  vitest("1.6.1"),
  vitest("2.1.9"),
  vitest("3.2.4"),
  vitest("4.1.12"),
  goTest,
  ...(pytests === undefined ? [] : readdirSync(pytests).map((version) => pytest(pytests, version))),
];
