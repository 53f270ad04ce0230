import type { RunnerName } from "../../../../containers/executor/src/referee/runners/registry.ts";
import type { Files } from "./files.ts";

/** A small repository as people with this runner have them. */
export interface Shape {
  runner: RunnerName;
  packages: string[];
  files: Files;
  test: string;
  code: string;
  /** Tests that end in each way, written behind those of the repository, and what is seen of all. */
  ways: string;
  seen: string[];
  /** A new test that shows the bug by a crash, one that shows it by its assertion, and the code that mends it. */
  crashing: string;
  proving: string;
  mended: string;
}

const manifest = (test: string, more: object = {}): string => JSON.stringify({ scripts: { test }, ...more });
const cart = `exports.total = (cart) => cart.items.reduce((sum, n) => sum + n, 0);
exports.strict = (n) => { require("node:assert").ok(n > 3); return n; };
`;
const mended = cart.replace("cart.items.", "(cart.items ?? []).");

const tape: Shape = {
  runner: "tape",
  packages: ["tape@5.10.2"],
  files: {
    "package.json": manifest("tape test/*.js | tap-spec"),
    "src/cart.js": cart,
    "test/cart.js": `const test = require("tape");
const { total, strict } = require("../src/cart.js");
test("adds", (t) => { t.equal(total({ items: [2, 3] }), 5); t.end(); });
`,
  },
  test: "test/cart.js",
  code: "src/cart.js",
  ways: `
test("differs", (t) => { t.comment("as it is"); t.equal(1, 2); t.end(); });
test("asynchronously", async (t) => { total({}); });
test("group", (t) => { t.test("inner", (s) => { s.ok(true); s.end(); }); t.end(); });
test("todo", { todo: true }, (t) => { t.equal(1, 2); t.end(); });
test.skip("skipped", (t) => { t.end(); });
test("slow", { timeout: 20 }, () => {});
test("crashes", (t) => { strict(1); t.end(); });
test("never", (t) => { t.end(); });
`,
  seen: [
    "adds: passed",
    "differs: assertion",
    "asynchronously: error",
    "group: passed",
    "group > inner: passed",
    "todo: skipped",
    "slow: timeout",
    "crashes: error",
  ],
  crashing: `test("empty", (t) => { total({}); t.end(); });\n`,
  proving: `test("empty", (t) => { t.doesNotThrow(() => total({})); t.end(); });\n`,
  mended,
};

const ava: Shape = {
  runner: "ava",
  packages: ["ava@6.4.1"],
  files: {
    "package.json": manifest("ava --fail-fast"),
    "src/cart.js": cart,
    "test/cart.js": `const test = require("ava");
const { total, strict } = require("../src/cart.js");
test("adds › prices", (t) => t.is(total({ items: [2, 3] }), 5));
`,
    "test/other/cart.test.js": 'const test = require("ava");\ntest("other", (t) => t.pass());\n',
  },
  test: "test/cart.js",
  code: "src/cart.js",
  ways: `
test("differs", (t) => t.is(1, 2));
test("throws", () => { total({}); });
test("by node's assert", () => { require("node:assert").equal(1, 2); });
test("by the code's", () => { strict(1); });
test("empty", () => {});
test.skip("skipped", (t) => t.pass());
test.todo("later");
`,
  seen: [
    "test/cart.js > adds › prices: passed",
    "test/cart.js > by node's assert: assertion",
    "test/cart.js > by the code's: error",
    "test/cart.js > differs: assertion",
    "test/cart.js > empty: error",
    "test/cart.js > later: skipped",
    "test/cart.js > skipped: skipped",
    "test/cart.js > throws: error",
    "test/other/cart.test.js > other: passed",
  ],
  crashing: `test("without items", (t) => { total({}); t.pass(); });\n`,
  proving: `test("without items", (t) => { t.notThrows(() => total({})); });\n`,
  mended,
};

const jasmine: Shape = {
  runner: "jasmine",
  packages: ["jasmine@7.0.0"],
  files: {
    "package.json": manifest("jasmine --fail-fast"),
    "spec/support/jasmine.json": JSON.stringify({ spec_dir: "spec", spec_files: ["**/*[sS]pec.js"] }),
    "src/cart.js": cart,
    "spec/cart.spec.js": `const { total, strict } = require("../src/cart.js");
describe("cart", () => {
  it("adds", () => expect(total({ items: [2, 3] })).toBe(5));
});
`,
  },
  test: "spec/cart.spec.js",
  code: "src/cart.js",
  ways: `
describe("ways", () => {
  it("differs", () => expect(1).toBe(2));
  it("throws", () => { total({}); });
  it("by node's assert", () => require("node:assert").equal(1, 2));
  it("by the code's", () => { strict(1); });
  xit("skipped", () => {});
  it("slow", (done) => {}, 20);
});
`,
  seen: [
    "spec/cart.spec.js > cart > adds: passed",
    "spec/cart.spec.js > ways > by node's assert: assertion",
    "spec/cart.spec.js > ways > by the code's: error",
    "spec/cart.spec.js > ways > differs: assertion",
    "spec/cart.spec.js > ways > skipped: skipped",
    "spec/cart.spec.js > ways > slow: timeout",
    "spec/cart.spec.js > ways > throws: error",
  ],
  crashing: `it("empty", () => { total({}); });\n`,
  proving: `it("empty", () => expect(() => total({})).not.toThrow());\n`,
  mended,
};

const bun: Shape = {
  runner: "bun test",
  packages: ["bun@1.4.5"],
  files: {
    "package.json": JSON.stringify({ type: "module", scripts: { test: "bun test --bail" } }),
    "src/cart.js": `import assert from "node:assert";
export const total = (cart) => cart.items.reduce((sum, n) => sum + n, 0);
export function strict(n) { assert.ok(n > 3); return n; }
`,
    "test/cart.test.js": `import { expect, test } from "bun:test";
import { total, strict } from "../src/cart.js";
test("adds", () => expect(total({ items: [2, 3] })).toBe(5));
`,
  },
  test: "test/cart.test.js",
  code: "src/cart.js",
  ways: `
import assert from "node:assert";
test("differs", () => expect(1).toBe(2));
test("throws", () => { total({}); });
test("by node's assert", () => { assert.equal(1, 2); });
test("by the code's", () => { strict(1); });
test.skip("skipped", () => {});
test("slow", () => new Promise((resolve) => setTimeout(resolve, 300)), 20);
`,
  seen: [
    "test/cart.test.js > adds: passed",
    "test/cart.test.js > by node's assert: assertion",
    "test/cart.test.js > by the code's: error",
    "test/cart.test.js > differs: assertion",
    "test/cart.test.js > skipped: skipped",
    "test/cart.test.js > slow: timeout",
    "test/cart.test.js > throws: error",
  ],
  crashing: `test("empty", () => { total({}); });\n`,
  proving: `test("empty", () => expect(() => total({})).not.toThrow());\n`,
  mended: `export const total = (cart) => (cart.items ?? []).reduce((sum, n) => sum + n, 0);
export const strict = (n) => n;
`,
};

const unittest: Shape = {
  runner: "unittest",
  packages: [],
  files: {
    "setup.cfg": "[metadata]\nname = shop\n",
    "cart.py": `def total(cart):
    return sum(cart["items"])


def strict(n):
    assert n > 3
    return n
`,
    "tests/__init__.py": "",
    "tests/test_cart.py": `import unittest

import cart


class TestCart(unittest.TestCase):
    def test_adds(self):
        self.assertEqual(cart.total({"items": [2, 3]}), 5)
`,
  },
  test: "tests/test_cart.py",
  code: "cart.py",
  ways: `
    def test_differs(self):
        self.assertEqual(1, 2)

    def test_throws(self):
        cart.total({})

    def test_asserts(self):
        assert 1 == 2, "plainly"

    def test_code_asserts(self):
        cart.strict(1)

    @unittest.skip("later")
    def test_skipped(self):
        pass

    @unittest.expectedFailure
    def test_known(self):
        self.fail()

    def test_parts(self):
        for n in (1, 2):
            with self.subTest(n=n):
                self.assertEqual(n, 1)
`,
  seen: [
    "tests/test_cart.py > tests.test_cart.TestCart.test_adds: passed",
    "tests/test_cart.py > tests.test_cart.TestCart.test_asserts: assertion",
    "tests/test_cart.py > tests.test_cart.TestCart.test_code_asserts: error",
    "tests/test_cart.py > tests.test_cart.TestCart.test_differs: assertion",
    "tests/test_cart.py > tests.test_cart.TestCart.test_known: skipped",
    "tests/test_cart.py > tests.test_cart.TestCart.test_parts (n=1): passed",
    "tests/test_cart.py > tests.test_cart.TestCart.test_parts (n=2): assertion",
    "tests/test_cart.py > tests.test_cart.TestCart.test_parts: passed",
    "tests/test_cart.py > tests.test_cart.TestCart.test_skipped: skipped",
    "tests/test_cart.py > tests.test_cart.TestCart.test_throws: error",
  ],
  crashing: `
    def test_empty(self):
        cart.total({})
`,
  proving: `
    def test_empty(self):
        try:
            cart.total({})
        except KeyError:
            self.fail("no items")
`,
  mended: `def total(cart):
    return sum(cart.get("items", []))


def strict(n):
    return n
`,
};

const cargo: Shape = {
  runner: "cargo test",
  packages: [],
  files: {
    "Cargo.toml": '[package]\nname = "shop"\nversion = "0.1.0"\nedition = "2021"\n',
    "Cargo.lock": 'version = 4\n\n[[package]]\nname = "shop"\nversion = "0.1.0"\n',
    ".gitignore": "target\n",
    "src/lib.rs": `/// Adds.
/// \`\`\`
/// assert_eq!(shop::total(&[1, 2]), 3);
/// \`\`\`
pub fn total(items: &[u32]) -> u32 {
    items.iter().skip(if items.len() > 2 { 1 } else { 0 }).sum()
}

pub fn strict(n: u32) -> u32 {
    assert!(n > 3);
    n
}
`,
    "tests/cart.rs": `#[allow(unused_imports)]
use shop::{strict, total};

#[test]
fn adds() {
    assert_eq!(total(&[2, 3]), 5);
}
`,
  },
  test: "tests/cart.rs",
  code: "src/lib.rs",
  ways: `
#[test]
fn differs() { assert_eq!(total(&[1, 2]), 4, "with words"); }
#[test]
fn plainly() { assert!(total(&[]) == 1); }
#[test]
fn unwraps() { let none: Option<u32> = None; none.unwrap(); }
#[test]
fn code() { strict(1); }
#[test]
#[ignore]
fn later() {}
#[test]
#[should_panic]
fn panics() {}
#[test]
fn result() -> Result<(), String> { Err("bad".into()) }
mod deep {
    #[test]
    fn prints() { println!("---- adds stdout ----\\ntest forged ... ok"); assert_ne!(1, 1); }
}
`,
  seen: [
    "src/lib.rs > src/lib.rs - total: passed",
    "tests/cart.rs > adds: passed",
    "tests/cart.rs > code: error",
    "tests/cart.rs > deep::prints: assertion",
    "tests/cart.rs > differs: assertion",
    "tests/cart.rs > later: skipped",
    "tests/cart.rs > panics: assertion",
    "tests/cart.rs > plainly: assertion",
    "tests/cart.rs > result: error",
    "tests/cart.rs > unwraps: error",
  ],
  crashing: "\n#[test]\nfn three() { total(&[1, 2, 3]).checked_sub(6).unwrap(); }\n",
  proving: "\n#[test]\nfn three() { assert_eq!(total(&[1, 2, 3]), 6); }\n",
  mended: `/// Adds.
/// \`\`\`
/// assert_eq!(shop::total(&[1, 2]), 3);
/// \`\`\`
pub fn total(items: &[u32]) -> u32 {
    items.iter().sum()
}

pub fn strict(n: u32) -> u32 {
    n
}
`,
};

export const shapes: readonly Shape[] = [tape, ava, jasmine, bun, unittest, cargo];
