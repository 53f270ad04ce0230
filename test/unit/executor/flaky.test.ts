import fc from "fast-check";
import { expect, it } from "vitest";
import { stateOf, withChance } from "../../../containers/executor/src/referee/flaky.ts";
import type { Suite } from "../../../containers/executor/src/referee/suite.ts";

const ids = ["a", "b", "c"];
const suiteOf = (failed: readonly string[]): Suite => ({
  tests: ids.map((id) => ({
    id,
    name: id,
    file: null,
    message: "",
    kind: failed.includes(id) ? "error" : null,
    status: failed.includes(id) ? "failed" : "passed",
  })),
  problem: null,
});
const failing = ({ tests }: Suite): string[] =>
  tests.flatMap(({ id, status }) => (status === "failed" ? [id] : []));

/** Runs that go as told, one after the other. */
function running(outcomes: readonly (readonly string[])[]) {
  let runs = 0;
  return { run: async () => suiteOf(outcomes[runs++] ?? []), runs: () => runs };
}
const outcomes = fc.array(fc.subarray(ids), { minLength: 3, maxLength: 3 });

it("a test that always fails does so after as before, one that also passed is named, and nothing runs more than it must", async () => {
  await fc.assert(
    fc.asyncProperty(outcomes, async (told) => {
      const { run, runs } = running(told);
      const { suite, flaky } = await stateOf(run);
      const seen = told.slice(0, runs());
      const [first = [], second = []] = told;
      expect(runs()).toBe(first.length === 0 ? 1 : String(first) === String(second) ? 2 : 3);
      expect(failing(suite)).toEqual(ids.filter((id) => seen.every((failed) => failed.includes(id))));
      expect(flaky.toSorted()).toEqual(
        ids.filter(
          (id) => seen.some((failed) => failed.includes(id)) && seen.some((failed) => !failed.includes(id)),
        ),
      );
    }),
  );
});

it("with chance, what is known to be flaky has to pass once in three runs, and all else in the first", async () => {
  await fc.assert(
    fc.asyncProperty(outcomes, fc.subarray(ids), async (told, flaky) => {
      const { run } = running(told);
      const [first = []] = told;
      const lasting = ids.filter((id) => flaky.includes(id) && told.every((failed) => failed.includes(id)));
      const steady = first.filter((id) => !flaky.includes(id));
      expect(failing(await withChance(run, flaky))).toEqual(
        ids.filter((id) => [...lasting, ...steady].includes(id)),
      );
    }),
  );
});

it("a run that tells nothing says nothing of chance", async () => {
  const told: Suite[] = [suiteOf(["a"]), { tests: [], problem: "it fell over" }];
  const { suite, flaky } = await stateOf(async () => told.shift() ?? suiteOf([]));
  expect({ failed: failing(suite), flaky }).toEqual({ failed: ["a"], flaky: [] });
});
