import { rm } from "node:fs/promises";
import { join } from "node:path";
import { filesOf, planFile } from "../../../../shared/domain/plan.ts";
import { AssignmentFailure } from "../referee/assignment-failure.ts";
import { bringAlong } from "../referee/bring-along.ts";
import { greenProblem } from "../referee/checks.ts";
import { withChance } from "../referee/flaky.ts";
import { fateOf, forgeryProblem, redAgainProblem } from "../referee/forged-report.ts";
import { isThere } from "../referee/is-there.ts";
import { hasInstallScripts, install } from "../referee/install.ts";
import { settleVenv } from "../referee/python/venv.ts";
import { plantAlone, plantError, plantMustFail } from "../referee/plant-must-fail.ts";
import type { Runner } from "../referee/runners/runner.ts";
import { runSuite, type Bench, type Suite } from "../referee/suite.ts";
import { changeOf, redRecord, type Execution } from "./execution.ts";
import { proofPlaces, type ProofPlaces } from "./proof-places.ts";

export type Proof = { kind: "proven"; suite: Suite } | { kind: "refused"; reason: string };

/**
 * The proof that makes a fix ready: in checkouts that nobody's code has touched, as a user that no agent's code has run
 * as, with the dependencies installed anew. Each of its runs has a checkout of its own: the whole suite with the fix, the
 * new tests without it, and the new tests beside one that has to fail. What lies in the agent's tree or home, seen by git
 * or not, has no part in it.
 */
export async function lastProof(execution: Execution, bench: Bench, before: Suite): Promise<Proof> {
  const first = await prove(execution, bench, before, false);
  if (first.kind === "proven" || !(await hasInstallScripts(execution))) return first;
  const text = "not proven without the scripts of the packages: once more with them";
  bench.emit({ type: "line", phase: bench.phase, by: "referee", text });
  const second = await prove(execution, bench, before, true);
  if (second.kind === "proven")
    execution.walls.add(
      "The scripts that packages run when they are installed ran before the last proof, as its user: the suite needs what they build.",
    );
  return second;
}

async function prove(execution: Execution, bench: Bench, before: Suite, scripts: boolean): Promise<Proof> {
  const places = proofPlaces(execution, bench, await execution.apart());
  try {
    const red = redCommit(execution) ?? bench.commit;
    const whole = await places.checkOut(bench.commit);
    const trees = {
      without: await places.checkOut(red),
      beside: await places.checkOut(bench.commit),
      alone: await places.checkOut(red),
    };
    // A test must not be able to tell the two by what isn't the fix.
    if (!(await isThere(join(whole, planFile)))) await rm(join(trees.without, planFile), { force: true });
    const stand = await places.open(whole, bench.commit);
    try {
      await install(stand.bench, { ...execution, ...stand }, scripts);
    } catch (error) {
      // With its scripts it may go well.
      if (scripts || !(error instanceof AssignmentFailure && error.code === "repository")) throw error;
      return { kind: "refused", reason: error.message };
    }
    const others = [trees.without, trees.beside, trees.alone];
    await bringAlong(whole, trees.beside, others);
    for (const tree of others) await settleVenv(execution.project, whole, tree);
    const order = { name: "the suite from a fresh checkout", files: null };
    const suite = await withChance(
      async () => runSuite(stand.bench, { ...execution, ...stand }, order),
      redRecord(execution).flaky,
    );
    const problem =
      greenProblem(before, suite, redRecord(execution)) ??
      (await problemFromOutside(execution, { places, trees, red, commit: bench.commit }));
    return problem === null
      ? { kind: "proven", suite }
      : { kind: "refused", reason: `from a fresh checkout: ${problem}` };
  } finally {
    await places.close();
  }
}

/** What a run says of itself may be forged by the code that it runs: is it so without the fix, and beside a failure? */
async function problemFromOutside(
  execution: Execution,
  at: {
    places: ProofPlaces;
    trees: { without: string; beside: string; alone: string };
    red: string;
    commit: string;
  },
): Promise<string | null> {
  const { testing, walls } = execution;
  const { places, trees } = at;
  const change = changeOf(execution);
  if (testing.kind === "command") {
    walls.add(
      `Only the exit code of ${testing.command} is known: not which tests ran, nor what they failed for.`,
    );
    const runs = async (tree: string, commit: string, name: string): Promise<boolean> => {
      const stand = await places.open(tree, commit);
      const { tests } = await runSuite(stand.bench, { ...execution, ...stand }, { name, files: null });
      return tests[0]?.status === "passed";
    };
    if (await runs(trees.without, at.red, `the suite without ${change}`))
      return `without ${change} the suite passes as well`;
    if (!(await plantError(trees.beside, filesOf(execution.assignment.plan).tests))) return null;
    return (await runs(
      trees.beside,
      at.commit,
      `the suite with ${change}, and test files that end with an error`,
    ))
      ? "a test file that ends with an error doesn't make the command fail: it is not read to its end, or not at all"
      : null;
  }
  const { newTests } = redRecord(execution);
  const without = await runBesideFailure(execution, testing.runner, {
    ...at,
    tree: trees.without,
    commit: at.red,
    name: `the new tests without ${change}, beside one that has to fail`,
  });
  const fate = fateOf(without.suite, without.planted);
  if (fate === "forged")
    return "a test that has to fail passes with the new tests: what their run says is not what has happened";
  const problem = redAgainProblem(without.suite, newTests);
  if (problem !== null) return problem;
  if (fate === "unseen") {
    const alone = await runBesideFailure(execution, testing.runner, {
      ...at,
      tree: trees.alone,
      commit: at.red,
      name: "a test that has to fail, alone",
      plant: plantAlone,
    });
    if (fateOf(alone.suite, alone.planted) !== "unseen")
      return "a test that has to fail is run alone, and not beside the new tests (does a file allow only some of its tests?): what their run says can't be checked";
    walls.add(
      `No test that has to fail could be planted for ${testing.name}: that its report isn't forged rests on its exit code and on the new tests failing without ${change}.`,
    );
    return null;
  }
  const beside = await runBesideFailure(execution, testing.runner, {
    ...at,
    tree: trees.beside,
    name: `the new tests with ${change}, beside one that has to fail`,
  });
  return forgeryProblem(beside.suite, beside.planted, newTests);
}

/** Runs the plan's tests in a checkout of their own, with a test in each file that has to fail. */
async function runBesideFailure(
  execution: Execution,
  runner: Runner,
  order: { places: ProofPlaces; tree: string; commit: string; name: string; plant?: typeof plantMustFail },
): Promise<{ suite: Suite; planted: string[] }> {
  const { assignment, records } = execution;
  const frozen = records.find(({ phase }) => phase === "red")?.frozen ?? {};
  const files = filesOf(assignment.plan).tests.filter((path) => Object.hasOwn(frozen, path));
  const planted = await (order.plant ?? plantMustFail)(runner, order.tree, files);
  const stand = await order.places.open(order.tree, order.commit);
  const suite = await runSuite(stand.bench, { ...execution, ...stand }, { name: order.name, files });
  return { suite, planted };
}

const redCommit = ({ records }: Execution): string | null =>
  records.find(({ phase }) => phase === "red")?.commit ?? null;
