import type { NamedTest, Suite } from "./suite.ts";

/**
 * What a report says about the tests that had to fail: that they did, something else (then nothing that it says can be
 * believed), or nothing (then they couldn't be planted in this project).
 */
export function fateOf(suite: Suite, ids: readonly string[]): "failed" | "forged" | "unseen" {
  if (ids.length === 0) return "unseen";
  const planted = ids.map((id) => suite.tests.find(holds(id)));
  if (planted.some((test) => test === undefined || test.status === "skipped")) return "unseen";
  return planted.every((test) => test?.status === "failed" && test.kind === "assertion")
    ? "failed"
    : "forged";
}

/** Why the new tests don't show the bug in a place that nobody has touched; null when they do. */
export function redAgainProblem(suite: Suite, newTests: readonly string[]): string | null {
  if (suite.problem !== null) return `without the change the tests can't be run: ${suite.problem}`;
  const fresh = suite.tests.filter(({ id }) => newTests.includes(id));
  if (fresh.length < newTests.length) {
    const gone = newTests.filter((id) => !fresh.some((test) => test.id === id));
    return `without the change some of the new tests are gone: ${gone.join(", ")}`;
  }
  return fresh.some(({ kind }) => kind === "assertion")
    ? null
    : `without the change the new tests don't fail either: ${newTests.join(", ")}`;
}

/** Why a run of the new tests with the fix, and of tests that had to fail, can't be believed; null when it can. */
export function forgeryProblem(
  suite: Suite,
  ids: readonly string[],
  newTests: readonly string[],
): string | null {
  if (suite.problem !== null) return `beside a test that has to fail: ${suite.problem}`;
  const fate = fateOf(suite, ids);
  if (fate !== "failed")
    return `a test that has to fail was ${fate === "unseen" ? "not run" : "said to have passed"}: what the run says is not what has happened`;
  const passed = new Set(suite.tests.flatMap(({ id, status }) => (status === "passed" ? [id] : [])));
  const others = newTests.filter((id) => !passed.has(id));
  return others.length === 0
    ? null
    : `the new tests pass only when no other test fails: ${others.join(", ")}`;
}

const holds =
  (id: string) =>
  ({ name }: NamedTest): boolean =>
    name.includes(id);
