import type { Suite } from "./suite.ts";

/** So often a suite is run until it is known of each test that fails whether it does so by chance. */
const mostRuns = 3;

const failing = ({ tests }: Suite): Set<string> =>
  new Set(tests.flatMap(({ id, status }) => (status === "failed" ? [id] : [])));

/**
 * Runs a suite until two runs in a row fail alike, three times at most. A test that failed and passed does so by chance: it counts as
 * one that can pass.
 */
export async function stateOf(run: () => Promise<Suite>): Promise<{ suite: Suite; flaky: string[] }> {
  const first = await run();
  const runs = [first];
  if (first.problem !== null || failing(first).size === 0) return { suite: first, flaky: [] };
  let last = failing(first);
  while (runs.length < mostRuns) {
    const next = await run();
    // One that tells nothing says nothing of chance.
    if (next.problem !== null) break;
    runs.push(next);
    const now = failing(next);
    if (last.size === now.size && [...now].every((id) => last.has(id))) break;
    last = now;
  }
  const failed = runs.map(failing);
  const ever = new Set(failed.flatMap((ids) => [...ids]));
  const flaky = [...ever].filter((id) => failed.some((ids) => !ids.has(id)));
  return { suite: passing(first, runs.slice(1), flaky), flaky };
}

/** Runs a suite, and again while a test fails that does so by chance: once is enough for it to pass. */
export async function withChance(run: () => Promise<Suite>, flaky: readonly string[]): Promise<Suite> {
  let suite = await run();
  for (let runs = 1; runs < mostRuns && suite.problem === null; runs++) {
    const unlucky = flaky.filter((id) => failing(suite).has(id));
    if (unlucky.length === 0) break;
    suite = passing(suite, [await run()], unlucky);
  }
  return suite;
}

/** A suite with some tests as they passed in another run of it. */
function passing(suite: Suite, others: readonly Suite[], ids: readonly string[]): Suite {
  const passed = new Map(
    others
      .flatMap(({ tests }) => tests)
      .filter(({ id, status }) => status === "passed" && ids.includes(id))
      .map((test) => [test.id, test]),
  );
  return { ...suite, tests: suite.tests.map((test) => passed.get(test.id) ?? test) };
}
