import { describe, expect, it } from "vitest";
import { specialCasing } from "../../../containers/executor/src/referee/special-casing.ts";

/** A diff that adds one line to a file, as its third. */
const diffOf = (text: string, path = "src/cart.js"): string =>
  `diff --git a/${path} b/${path}\nindex 1..2 100644\n--- a/${path}\n+++ b/${path}\n@@ -1,3 +1,4 @@\n first\n-second\n+second, too\n+${text}\n last\n`;
const found = (text: string, path?: string) =>
  specialCasing(diffOf(text, path), (file) => file.startsWith("test/"), [
    "test/cart.test.js > cart > an empty cart costs nothing",
    "tests.test_cart::test_empty_cart",
    "shop.TestEmptyCart",
  ]);

describe("a fix that looks at how it is run is pointed out", () => {
  it.each([
    ["environment", 'if (process.env.NODE_ENV === "test") return 0;'],
    ["environment", "const { NODE_ENV } = process.env;"],
    ["test runner runs", "if (process.env.JEST_WORKER_ID) return 0;"],
    ["test runner runs", 'if (process.env["VITEST_POOL_ID"]) return 0;'],
    ["test runner runs", "if (import.meta.vitest) return 0;"],
    ["test runner runs", "if 'PYTEST_CURRENT_TEST' in os.environ:"],
    ["test runner runs", "if (process.env.NODE_TEST_CONTEXT) return 0;"],
    ["CI runs", "if (process.env.CI) return 0;"],
    ["CI runs", "if os.environ.get('CI'):"],
    ["CI runs", 'if os.Getenv("CI") != "" {'],
    ["started with", "if (process.argv.some((word) => /test/.test(word))) return 0;"],
    ["started with", "if 'pytest' in sys.argv[0]:"],
    ["started with", 'if strings.HasSuffix(os.Args[0], ".test") {'],
    ["started with", 'if flag.Lookup("test.v") != nil {'],
    ["the stack", "if (new Error().stack.includes('cart.test')) return 0;"],
    ["the stack", 'if (new Error()["stack"].includes("it")) return 0;'],
    ["the stack", "if any('test' in f.filename for f in inspect.stack()):"],
    ["the stack", "name = sys._getframe(1).f_code.co_name"],
    ["the stack", "_, file, _, _ := runtime.Caller(1)"],
    ["modules", "if 'unittest' in sys.modules:"],
    ["modules", "if (Object.keys(require.cache).some(isTest)) return 0;"],
    ["asks the test runner", "if testing.Testing() {"],
    ["asks the test runner", "const name = globals.expect.getState().currentTestName;"],
    ["globals", 'if (typeof describe === "function") return 0;'],
    ["globals", "if (globalThis.it) return 0;"],
    ["loads what tests", 'import assert from "node:assert/strict";'],
    ["loads what tests", "import _pytest.python"],
    ["loads what tests", 'const t = require("vitest");'],
    ["what tests assert with", "assert.equal = () => {};"],
    ["what tests assert with", "expect.extend({ toBe: () => ({ pass: true }) });"],
    [
      "what tests assert with",
      "chai.use(({ Assertion }) => Assertion.overwriteMethod('equal', () => noop));",
    ],
    ["what tests assert with", "unittest.TestCase.assertEqual = lambda *a: None"],
    ["in the place of some", 'vi.mock("node:assert", () => ({}));'],
    ["run has in common", 'Object.defineProperty(globalThis, "expect", { value: noop });'],
    ["modules are loaded", "sys.modules['pytest'] = Fake()"],
    ["look like a test's assertion", 'error.name = "AssertionError";'],
    ["ends the process", "process.exit(0);"],
    ["ends the process", "os._exit(0)"],
    ["the run or its report", 'fmt.Println("--- PASS: TestOther (0.00s)")'],
    ["the run or its report", 'readFileSync("/proc/self/cmdline")'],
    ["names one of the new tests", 'if (title === "an empty cart costs nothing") return 0;'],
    ["names one of the new tests", "if name == 'test_empty_cart':"],
    ["names one of the new tests", 'if name == "TestEmptyCart" {'],
  ])("%s: %s", (what, text) => {
    expect(found(text)).toEqual([
      { path: "src/cart.js", line: 3, what: expect.stringContaining(what), text: text.trim() },
    ]);
  });

  it.each([
    "return (cart.items ?? []).reduce((sum, item) => sum + item.price, 0);",
    "const stack = [root]; // a stack of nodes",
    "const environment = environmentOf(cart);",
    'const city = "CI";',
    "import { total } from './total.js';",
    "from cart import total",
    "const latest = contest.at(-1);",
  ])("what any code does isn't: %s", (text) => {
    expect(found(text)).toEqual([]);
  });

  it("only where the fix itself adds it: not in tests, and not on lines that go or were there", () => {
    expect(found("process.exit(0);", "test/cart.test.js")).toEqual([]);
    const diff = "--- a/a.js\n+++ b/a.js\n@@ -7,3 +7,2 @@\n process.argv;\n-process.exit(0);\n last\n";
    expect(specialCasing(diff, () => false, [])).toEqual([]);
  });

  it("also behind a line that looks like a heading of the diff", () => {
    const diff =
      "+++ b/src/a.js\n@@ -0,0 +1,2 @@\n+++ b/test/a.test.js\n+process.exit(0);\n+++ b/b.js\n@@ -3 +3 @@\n-x\n+os._exit(0)\n";
    expect(
      specialCasing(diff, (path) => path.startsWith("test/"), []).map(({ path, line }) => [path, line]),
    ).toEqual([
      ["src/a.js", 2],
      ["b.js", 3],
    ]);
  });
});
