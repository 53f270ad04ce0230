import { expect, it } from "vitest";
import { runItself } from "../../../containers/executor/src/referee/run-itself.ts";

const name = (words: string): string => runItself(1, words).name;

it("a run that ends badly for another cause is another one, wherever it was thrown and however long it took", () => {
  const before = name("Error: socket hang up\n    at /job/tree/src/a.js:3:4");
  expect(before).toBe("(the run itself) Error: socket hang up");
  expect(name("✗ took 30 ms\nError: socket hang up\n    at /other/src/a.js:90:1")).toBe(before);
  expect(name("TypeError: no")).not.toBe(before);
  expect(name("Coverage for lines (71.2%) does not meet global threshold (80%)")).toBe(
    name("Coverage for lines (70%) does not meet global threshold (80%)"),
  );
  expect(name("done in 30 ms")).toBe("(the run itself)");
});
