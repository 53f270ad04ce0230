import { failedTestLine } from "../../../../shared/domain/cause.ts";
import { protectedReason } from "../../../../shared/domain/protected-files.ts";
import type { ExecuteAssignment } from "../../../../shared/executor/protocol.ts";
import type { Change } from "./changes.ts";
import type { Suite } from "./suite.ts";

/** What a diff may hold. */
export interface Bounds {
  /** The files that this phase may change. */
  files: readonly string[];
  /** The word for them: "the plan's test files". */
  called: string;
  /** Why a path is out of bounds in this phase whatever the plan says; null when it isn't. */
  frozen(path: string): string | null;
  /** Protected files that people have allowed. */
  allowed: readonly string[];
}

/** Why a file must not be changed; null when it may. One rule for the hooks that warn and the check that decides. */
export function whyNotEdit(path: string, bounds: Bounds): string | null {
  const reason = protectedReason(path);
  if (reason !== null && !bounds.allowed.includes(path))
    return `${path} is protected (${reason}): it needs an approval of its own`;
  const frozen = bounds.frozen(path);
  if (frozen !== null) return frozen;
  return bounds.files.includes(path)
    ? null
    : `${path} is not one of ${bounds.called} (${bounds.files.join(", ") || "there are none"})`;
}

/** Why a diff is refused; null when all of it is in bounds. */
export function diffProblem(changes: readonly Change[], bounds: Bounds): string | null {
  const reasons = changes.flatMap((change) => {
    const why = change.why ?? whyNotEdit(change.path, bounds);
    if (why !== null) return [`${verbs[change.kind]} ${change.path}: ${why}`];
    return change.plain ? [] : [`${change.path} is not a plain file: no symbolic links and no repositories`];
  });
  return listed("outside of what this phase may change", reasons);
}

const verbs = { added: "you added", modified: "you changed", deleted: "you deleted" } as const;

/** What became of tests that were there before: none may be lost, skipped, or fail where it passed. */
export function lostTests(
  before: Suite,
  after: Suite,
  mayFail: ReadonlySet<string> = new Set(),
): string | null {
  const now = new Map(after.tests.map((test) => [test.id, test]));
  const wereSkipped = new Set(before.tests.filter(({ status }) => status === "skipped").map(({ id }) => id));
  const reasons = [
    ...before.tests.flatMap(({ id, status, kind }) => {
      const found = now.get(id);
      // A file that loads now is replaced by its tests.
      if (found === undefined) return kind === "load" ? [] : [`${id}: removed or renamed`];
      return status === "passed" && found.status === "failed" && !mayFail.has(id)
        ? [`passed before and fails now: ${failedTestLine(found)}`]
        : [];
    }),
    ...after.tests.flatMap(({ id, status }) =>
      status === "skipped" && !wereSkipped.has(id) ? [`${id}: skipped`] : [],
    ),
  ];
  return listed("tests were lost", reasons);
}

/** What RED has shown: the tests that fail for their own assertion, or why it is no proof. */
export type RedVerdict = { kind: "proven"; newTests: string[] } | { kind: "refused"; reason: string };

type Purpose = ExecuteAssignment["purpose"];

const passesAlready: Readonly<Record<Purpose, string>> = {
  fix: "the new test passes although nothing is fixed yet, so it doesn't show the bug",
  story:
    "the acceptance tests pass although nothing is built yet: they don't show what the story adds, or it is there already",
};
const stillGreen: Readonly<Record<Purpose, string>> = {
  fix: "the suite still passes with the new test, so it doesn't show the bug",
  story:
    "the suite still passes with the acceptance tests: they don't show what the story adds, or it is there already",
};

/** Judges the suite after the new test was written, against the suite before. */
export function judgeRed(
  before: Suite,
  after: Suite,
  { planTests, purpose }: { planTests: readonly string[]; purpose: Purpose },
): RedVerdict {
  const refused = (reason: string): RedVerdict => ({ kind: "refused", reason });
  if (after.problem !== null) return refused(after.problem);
  const known = new Set(before.tests.map(({ id }) => id));
  const fresh = after.tests.filter(({ id, isStep }) => !known.has(id) && isStep !== true);
  const unloaded = fresh.filter(({ kind }) => kind === "load");
  if (unloaded.length > 0)
    return refused(
      listed(
        "a test must fail by its own assertion, and these can't even be loaded (a syntax error? a missing import?)",
        unloaded.map(failedTestLine),
      ) ?? "",
    );
  const lost = lostTests(before, after);
  if (lost !== null) return refused(lost);
  const tests = fresh.filter(({ status }) => status !== "skipped");
  const elsewhere = tests.filter(({ file }) => file !== null && !planTests.includes(file));
  if (elsewhere.length > 0)
    return refused(
      listed(
        "new tests in files that are not the plan's",
        elsewhere.map(({ id }) => id),
      ) ?? "",
    );
  if (tests.length === 0) {
    const closed = after.tests.filter(
      ({ kind, file }) => kind === "load" && file !== null && planTests.includes(file),
    );
    return refused(
      listed(
        "no new test can be seen: the plan's test files can't be loaded, before and now",
        closed.map(failedTestLine),
      ) ?? `no new test: write one in ${planTests.join(", ")}`,
    );
  }
  const failing = tests.filter(({ status }) => status === "failed");
  if (failing.length === 0)
    return refused(
      listed(
        passesAlready[purpose],
        tests.map(({ id }) => id),
      ) ?? "",
    );
  const wrong = failing.filter(({ kind }) => kind !== "assertion");
  if (wrong.length > 0)
    return refused(
      listed(
        "the new test must fail by its own assertion, not by another error (assert that the call doesn't throw)",
        wrong.map(failedTestLine),
      ) ?? "",
    );
  return { kind: "proven", newTests: tests.map(({ id }) => id) };
}

/** Judges a command of which only the exit code is known: green before, red with the new test. */
export function judgeRedByExitCode(before: Suite, after: Suite, purpose: Purpose): RedVerdict {
  const [was, is] = [before.tests[0], after.tests[0]];
  if (was?.status !== "passed")
    return {
      kind: "refused",
      reason: "the suite was red before, and its exit code alone can't show that a new test fails",
    };
  return is?.status === "failed"
    ? { kind: "proven", newTests: [] }
    : { kind: "refused", reason: stillGreen[purpose] };
}

/** Do the new tests end the second time as they did the first? */
export function sameTwice(first: Suite, second: Suite, newTests: readonly string[]): string | null {
  if (second.problem !== null) return `the second run went otherwise: ${second.problem}`;
  const outcome = (suite: Suite, id: string): string => {
    const test = suite.tests.find((each) => each.id === id);
    return test === undefined ? "missing" : test.status === "failed" ? `failed (${test.kind})` : test.status;
  };
  const reasons = newTests.flatMap((id) => {
    const [one, two] = [outcome(first, id), outcome(second, id)];
    return one === two ? [] : [`${id}: first ${one}, then ${two}`];
  });
  return listed("the new test is flaky: it must end the same way each time", reasons);
}

/** Why a suite isn't green; null when it is. Failures of before may stay, and none may come. */
export function greenProblem(
  before: Suite,
  after: Suite,
  { newTests, failedBefore }: { newTests: readonly string[]; failedBefore: readonly string[] },
): string | null {
  if (after.problem !== null) return after.problem;
  const now = new Map(after.tests.map((test) => [test.id, test]));
  const stillRed = newTests.flatMap((id) => {
    const test = now.get(id);
    return test?.status === "passed"
      ? []
      : [test?.status === "failed" ? failedTestLine(test) : `${id}: ${test?.status ?? "gone"}`];
  });
  // What couldn't be built or loaded is why others are gone.
  const broken = after.tests.filter(
    ({ id, status, isStep, kind }) =>
      status === "failed" && (isStep === true || kind === "load") && !failedBefore.includes(id),
  );
  if (stillRed.length > 0)
    return listed("the new tests don't pass", [...broken.map(failedTestLine), ...stillRed]);
  const failures = after.tests.filter(({ id, status }) => status === "failed" && !failedBefore.includes(id));
  if (failures.length > 0) return listed("tests fail that didn't before", failures.map(failedTestLine));
  return lostTests(before, after, new Set(failedBefore));
}

export const failuresOf = (suite: Suite): string[] =>
  suite.tests.flatMap(({ id, status }) => (status === "failed" ? [id] : []));

/** With its heading and what is left out, ten lines. */
const mostListed = 8;

function listed(what: string, reasons: readonly string[]): string | null {
  if (reasons.length === 0) return null;
  const more = reasons.length > mostListed ? `\n- and ${reasons.length - mostListed} more` : "";
  return `${what}:\n${reasons
    .slice(0, mostListed)
    .map((reason) => `- ${reason}`)
    .join("\n")}${more}`;
}
