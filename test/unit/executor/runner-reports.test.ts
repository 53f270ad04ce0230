import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { kindOf } from "../../../containers/executor/src/referee/runners/javascript.ts";
import { runners, type RunnerName } from "../../../containers/executor/src/referee/runners/registry.ts";

/** A recorded report, each test in one line; the one for Go is written after the documentation of its format. */
async function read(runner: RunnerName, file: string): Promise<string[]> {
  const text = await readFile(join(import.meta.dirname, "reports", file), "utf8");
  const { tests, problem } = runners[runner].parse(text);
  expect(problem).toBeNull();
  return tests.map((test) =>
    [test.file?.replace("/job/tree/", "") ?? "-", test.name, test.kind ?? test.status].join(" | "),
  );
}

const javaScript = (file: string): string[] => [
  `${file} | adds | passed`,
  `${file} | cart > has a total | assertion`,
  `${file} | cart > node assert | assertion`,
  `${file} | cart > throws | error`,
  `${file} | cart > wants | assertion`,
  `${file} | cart > skipped | skipped`,
  `${file} | cart > later | skipped`,
  `${file} | cart > slow | timeout`,
];

describe("a runner's report tells a test's own assertion from all else", () => {
  it("vitest", async () => {
    expect((await read("vitest", "vitest.json")).toSorted()).toEqual(
      [
        ...javaScript("test/cart.test.js"),
        "test/import.test.js | (the file) | load",
        "test/syntax.test.js | (the file) | load",
      ].toSorted(),
    );
  });

  it("jest", async () => {
    expect((await read("jest", "jest.json")).toSorted()).toEqual(
      [
        ...javaScript("test/cart.test.js"),
        "mtest/cart.test.js | (the file) | load",
        "test/import.test.js | (the file) | load",
        "test/syntax.test.js | (the file) | load",
      ].toSorted(),
    );
  });

  it("mocha", async () => {
    expect((await read("mocha", "mocha.json")).toSorted()).toEqual(
      [
        ...javaScript("mtest/cart.test.js").map((line) => line.replace("cart > ", "cart ")),
        'mtest/cart.test.js | hooks "before each" hook for "never" | error',
      ].toSorted(),
    );
  });

  it("node:test", async () => {
    expect(await read("node:test", "node-test.xml")).toEqual(
      expect.arrayContaining([
        "test/cart.test.js | adds | passed",
        "test/cart.test.js | cart > has a total | assertion",
        "test/cart.test.js | cart > throws | error",
        "test/cart.test.js | cart > wants | assertion",
        "test/cart.test.js | cart > skipped | skipped",
        "test/cart.test.js | cart > later | skipped",
        "test/cart.test.js | cart > slow | timeout",
        "test/cart.test.js | cart > refers | error",
        "test/import.test.js | (the file) | load",
        "test/syntax.test.js | (the file) | load",
      ]),
    );
  });

  it("pytest", async () => {
    const file = "tests/test_cart.py";
    expect(await read("pytest", "pytest.xml")).toEqual([
      `${file} | tests.test_cart::test_adds | passed`,
      `${file} | tests.test_cart.TestCart::test_total | assertion`,
      `${file} | tests.test_cart.TestCart::test_total_message | assertion`,
      `${file} | tests.test_cart.TestCart::test_throws | error`,
      `${file} | tests.test_cart.TestCart::test_skipped | skipped`,
      `${file} | tests.test_cart.TestCart::test_xfail | skipped`,
      `${file} | tests.test_cart.TestCart::test_raises | assertion`,
      `${file} | tests.test_cart.TestCart::test_fail | assertion`,
      `${file} | tests.test_cart.TestCart::test_many[1] | passed`,
      `${file} | tests.test_cart.TestCart::test_many[2] | assertion`,
    ]);
    expect(await read("pytest", "pytest-collection.xml")).toEqual([
      "tests/test_import.py | (the file) | load",
      "tests/test_syntax.py | (the file) | load",
    ]);
  });

  it("go test", async () => {
    expect(await read("go test", "go-test.jsonl")).toEqual([
      "- | acme.dev/shop/cart.TestAdds | passed",
      "- | acme.dev/shop/cart.TestTotal | assertion",
      "- | acme.dev/shop/cart.TestSkipped | skipped",
      "- | acme.dev/shop/cart.TestThrows | error",
      "- | acme.dev/shop/price (the package) | load",
    ]);
  });
});

describe("a plain error of an assertion library", () => {
  const at = (place: string): string => `\n    at check (${place}:1:2)`;
  const wrong = 'Error: expected 200 "OK", got 500 "Internal Server Error"';
  it.each([
    ["of supertest", wrong + at("/t/node_modules/supertest/lib/test.js"), "assertion"],
    ["of expect.js", "Error: expected 1.3 to equal 2", "assertion"],
    ["of sinon", "AssertError: expected spy to be called once but was called 0 times", "assertion"],
    ["of a helper in the test", wrong + at("file:///t/test/a.js"), "assertion"],
    ["that the code has thrown", wrong + at("/t/src/server.js"), "error"],
    ["about something else", `Error: unexpected token${at("/t/test/a.js")}`, "error"],
    ["of another class", "TypeError: expected a function to call, got null", "error"],
  ])("%s", (_name, error, kind) => {
    expect(kindOf(error, "/t/test/a.js")).toBe(kind);
  });
});
