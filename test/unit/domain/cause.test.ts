import { readFileSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { runners, type RunnerName } from "../../../containers/executor/src/referee/runners/registry.ts";
import { failedTestLine, failureWords, inTenLines, placeIn } from "../../../shared/domain/cause.ts";

/** The failures of a recorded report, as people are told of them. */
function told(runner: RunnerName, report: string): string[] {
  const text = readFileSync(join(import.meta.dirname, "../executor/reports", report), "utf8");
  return runners[runner]
    .parse(text, { output: text, files: [] })
    .tests.filter(({ status }) => status === "failed")
    .map(({ name, file, message }) =>
      failedTestLine({ id: name, file: file?.replace("/job/tree/", "") ?? null, message }),
    );
}

describe("a test that failed is told with its place, what it expected and what it got", () => {
  it.each<[RunnerName, string, string[]]>([
    [
      "node:test",
      "node-test.xml",
      [
        "cart > has a total (test/cart.test.js:5): expected 2, got 1",
        "cart > throws (test/cart.test.js:6): Cannot read properties of undefined (reading 'length')",
        "cart > wants (test/cart.test.js:7): Got unwanted exception: Cannot read properties of undefined (reading 'length')",
      ],
    ],
    [
      "vitest",
      "vitest.json",
      [
        "cart > has a total (test/cart.test.js:5): AssertionError: expected 1 to be 2 // Object.is equality",
        "cart > node assert (test/cart.test.js:6): expected 2, got 1",
      ],
    ],
    [
      "jest",
      "jest.json",
      [
        "cart > has a total (test/cart.test.js:4): expected 2, got 1",
        "cart > wants (test/cart.test.js:7): Error: expect(received).not.toThrow(): Cannot read properties of undefined (reading 'length')",
        "(the file) (test/import.test.js:1): Cannot find module './nothere.js' from 'test/import.test.js'",
      ],
    ],
    ["mocha", "mocha.json", ["cart node assert (mtest/cart.test.js:6): expected 2, got 1"]],
    [
      "pytest",
      "pytest.xml",
      [
        "tests.test_cart.TestCart::test_total (tests/test_cart.py:4): assert 1 == 2",
        "tests.test_cart.TestCart::test_raises (tests/test_cart.py:12): Failed: DID NOT RAISE <class 'ValueError'>",
      ],
    ],
    [
      "pytest",
      "pytest-collection.xml",
      ["(the file) (tests/test_import.py:1): ModuleNotFoundError: No module named 'nothere'"],
    ],
    [
      "go test",
      "go-test.jsonl",
      [
        "acme.dev/shop/cart.TestTotal (cart_test.go:12): got 1, want 2",
        "acme.dev/shop/price (the package) (price/price_test.go:7): undefined: nothingThere",
      ],
    ],
  ])("%s, %s", (runner, report, lines) => {
    const all = told(runner, report);
    for (const line of lines) expect(all).toContain(line);
  });

  it.each([
    ["a custom message", "three carts: \n\n1 !== 2\n", "three carts: expected 2, got 1"],
    [
      "a diff",
      "Expected values to be strictly deep-equal:\n+ actual - expected\n\n  {\n+   a: 1\n-   a: 2\n  }\n",
      "expected a: 2, got a: 1",
    ],
    [
      "unittest",
      'Traceback (most recent call last):\n  File "/job/tree/t.py", line 7, in test_x\n    self.assertEqual(1, 2)\nAssertionError: 1 != 2\n',
      "AssertionError: 1 != 2",
    ],
    [
      "cargo",
      "thread 'tests::half' panicked at src/lib.rs:9:5:\nassertion `left == right` failed\n  left: 1\n right: 2\n",
      "left 1, right 2",
    ],
    ["nothing", "", ""],
  ])("by %s", (_name, message, words) => expect(failureWords(message)).toBe(words));

  it("and a place is the test's own before the code's, and never a package's", () => {
    const stack =
      "at f (/job/tree/node_modules/x/i.js:1:1)\nat g (/job/tree/src/a.js:2:2)\nat /job/tree/t/a.test.js:3:3";
    expect(placeIn(stack, "t/a.test.js")).toBe("t/a.test.js:3");
    expect(placeIn(stack)).toBe("src/a.js:2");
    expect(placeIn('File "/usr/lib/python3/unittest/case.py", line 9, in x')).toBeNull();
  });
});

it("whatever is said, it is told in ten lines, and what is left out is counted", () => {
  fc.assert(
    fc.property(fc.array(fc.string({ maxLength: 400 }), { maxLength: 40 }), (lines) => {
      const ten = inTenLines(lines.join("\n"));
      expect(ten.split("\n").length).toBeLessThanOrEqual(10);
      expect(inTenLines(ten)).toBe(ten);
      for (const line of ten.split("\n")) expect(line.length).toBeLessThanOrEqual(300);
    }),
  );
  expect(inTenLines("a\n".repeat(12)).split("\n").at(-1)).toBe("and 3 more lines");
});
