import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { kindOf } from "../../../containers/executor/src/referee/runners/javascript.ts";
import { runners, type RunnerName } from "../../../containers/executor/src/referee/runners/registry.ts";

/** A recorded report, each test in one line; the one for Go is written after the documentation of its format. */
async function read(runner: RunnerName, file: string): Promise<string[]> {
  const text = await readFile(join(import.meta.dirname, "reports", file), "utf8");
  const { tests, problem } = runners[runner].parse(text, { output: text, files: [] });
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

  it("go test: a row that fails makes no failure of its table", () => {
    const said = (test: string, action: string, output?: string): string =>
      JSON.stringify({ Action: action, Package: "acme.dev/shop", Test: test, Output: output });
    const table = (own: string): string =>
      [
        said("TestT/one", "pass"),
        said("TestT/two", "output", "    cart_test.go:9: got 3, want 2\n"),
        said("TestT/two", "output", "    --- FAIL: TestT/two (0.00s)\n"),
        said("TestT/two", "fail"),
        said("TestT", "output", "=== RUN   TestT\n"),
        ...(own === "" ? [] : [said("TestT", "output", own)]),
        said("TestT", "output", "--- FAIL: TestT (0.00s)\n"),
        said("TestT", "fail"),
      ].join("\n");
    const told = (text: string) =>
      runners["go test"]
        .parse(text, { output: text, files: [] })
        .tests.map(({ name, status }) => `${name.replace("acme.dev/shop.", "")} ${status}`);
    expect(told(table(""))).toEqual(["TestT/one passed", "TestT/two failed", "TestT passed"]);
    expect(told(table("    cart_test.go:12: the table is empty\n"))).toEqual([
      "TestT/one passed",
      "TestT/two failed",
      "TestT failed",
    ]);
  });
});

describe("what has failed is judged by who threw it, not by its class or words alone", () => {
  const trace = (...places: string[]): string =>
    places.map((place) => `\n    at check (${place}:1:2)`).join("");
  const root = "/home/test/assignment-1/tree";
  const test = `${root}/test/a.js`;
  const lib = (name: string): string => `${root}/node_modules/.pnpm/x/node_modules/${name}/index.js`;
  const wrong = 'Error: expected 200 "OK", got 500 "Internal Server Error"';
  const parser = "Error: Expected ',' but got EOF";
  const own = "AssertionError [ERR_ASSERTION]: no items";
  it.each([
    ["supertest, asynchronously", wrong + trace(lib("supertest"), lib("superagent")), "assertion"],
    ["expect.js", `Error: expected 1.3 to equal 2${trace(lib("expect.js"), test)}`, "assertion"],
    ["sinon", `AssertError: expected spy to be called once${trace(lib("sinon"), test)}`, "assertion"],
    ["the test itself", wrong + trace(test), "assertion"],
    ["a helper beside the test", wrong + trace(`${root}/test/support/check.js`, test), "assertion"],
    ["a test beside its code", own + trace(`${root}/src/a.test.ts`), "assertion"],
    ["node's assert, called by a test", own + trace("node:assert", test), "assertion"],
    ["an error without a stack", "Error: expected 1.3 to equal 2", "assertion"],
    ["the project's code", wrong + trace(`${root}/src/server.js`, test), "error"],
    ["an assertion of the project's code", own + trace(`${root}/src/cart.js`, test), "error"],
    ["a matcher of the project's code", `Error: expect(a)${trace(`${root}/src/a.js`)}`, "error"],
    [
      "a library that the project's code has called",
      own + trace(lib("chai"), `${root}/src/a.js`, test),
      "error",
    ],
    [
      "a package that the project's code has called",
      parser + trace(lib("parse"), `${root}/src/a.js`),
      "error",
    ],
    ["a package that the test has called", parser + trace(lib("parse"), test), "error"],
    ["the test, about something else", `Error: unexpected token${trace(test)}`, "error"],
    ["another class", `TypeError: expected a function to call, got null${trace(test)}`, "error"],
    ["words without end", `Error: ${"expected in ".repeat(20_000)}${trace(test)}`, "error"],
  ])("%s", (_name, error, kind) => {
    expect(kindOf(error, test)).toBe(kind);
  });

  it("whatever the runner takes it for", () => {
    expect(kindOf(`TypeError: no${trace(`${root}/src/cart.js`, test)}`, test, true)).toBe("error");
    expect(kindOf(`TypeError: no${trace(test)}`, test, true)).toBe("assertion");
  });

  it("and node:test's own line says what caused it, not the message", () => {
    const text = `Error [ERR_TEST_FAILURE]: cause: AssertionError: no\n    at async Promise.all (index 0) {
  code: 'ERR_TEST_FAILURE',
  failureType: 'testCodeFailure',
  cause: TypeError: cause: AssertionError: no
      at TestContext.&lt;anonymous> (file://${test}:5:36)`;
    const xml = `<testsuites><testcase name="a" file="${test}"><failure type="testCodeFailure" message="no">${text}</failure></testcase></testsuites>`;
    expect(runners["node:test"].parse(xml, { output: xml, files: [] }).tests.map(({ kind }) => kind)).toEqual(
      ["error"],
    );
  });
});
