import { expect, it } from "vitest";
import { greenProblem } from "../../../containers/executor/src/referee/checks.ts";
import type { NamedTest } from "../../../containers/executor/src/referee/suite.ts";

const passed = (id: string): NamedTest => ({
  id,
  name: id,
  file: null,
  status: "passed",
  message: "",
  kind: null,
});
const suiteOf = (...tests: NamedTest[]) => ({ tests, problem: null });
const newTests = ["a.test.js > four"];

it("new tests that are gone because nothing can be built or loaded are told by that", () => {
  const message = "SyntaxError: Unexpected token ';' (src/half.js:2)";
  const broken = { status: "failed", message } as const;
  const build: NamedTest = { ...passed("node build.js"), ...broken, kind: "error", isStep: true };
  const file: NamedTest = { ...passed("a.test.js > (the file)"), ...broken, kind: "load" };
  const before = suiteOf(passed("node build.js"), passed("a.test.js > zero"));
  expect(greenProblem(before, suiteOf(build, file), { newTests, failedBefore: [] })).toBe(
    [
      "the new tests don't pass:",
      `- node build.js: ${message}`,
      `- a.test.js > (the file): ${message}`,
      "- a.test.js > four: gone",
    ].join("\n"),
  );
});

it("one that fails is told by its place and its values, and of many the first eight", () => {
  const fails = (n: number): NamedTest => ({
    ...passed(`a.test.js > ${n}`),
    file: "a.test.js",
    status: "failed",
    message: `AssertionError: no\n\n1 !== 2\n    at f (/job/tree/a.test.js:${n}:1)`,
    kind: "assertion",
  });
  const tests = Array.from({ length: 12 }, (_, n) => fails(n + 1));
  const order = { newTests: tests.map(({ id }) => id), failedBefore: [] };
  const why = greenProblem(suiteOf(), suiteOf(...tests), order);
  expect(why?.split("\n")).toHaveLength(10);
  expect(why).toContain("- a.test.js > 1 (a.test.js:1): AssertionError: no: expected 2, got 1");
  expect(why).toContain("- and 4 more");
});
