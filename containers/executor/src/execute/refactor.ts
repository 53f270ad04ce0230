import { join } from "node:path";
import { rm } from "node:fs/promises";
import { resetTo } from "../referee/changes.ts";
import { errorLines } from "../referee/error-lines.ts";
import { install } from "../referee/install.ts";
import { runCommand, type Bench } from "../referee/suite.ts";
import type { Execution } from "./execution.ts";
import { codeBounds, judgeGreen, suiteAtStart } from "./green.ts";
import { pass } from "./pass.ts";
import { work, type Verdict } from "./work.ts";

/** REFACTOR: tidying up that keeps the suite green, or nothing. What breaks twice is dropped: GREEN stands. */
export async function refactor(execution: Execution, bench: Bench, start: string): Promise<void> {
  const before = await suiteAtStart(execution, bench, start);
  const judge = async (): Promise<Verdict> => {
    const verdict = await judgeGreen(execution, bench, { start, before, name: "the suite after tidying up" });
    if (verdict.kind === "refused") return verdict;
    const problem = await scriptsProblem(execution, bench);
    return problem === null ? verdict : { kind: "refused", reason: problem };
  };
  const worked = await work(execution, bench, {
    phase: "refactor",
    start,
    bounds: codeBounds(execution),
    judge,
  });
  if (worked.kind === "refused") {
    await resetTo(execution.workspace, start);
    const summary = `left as GREEN has it: ${worked.reason}`;
    await pass(
      execution,
      { kind: "passed", verdict: { kind: "passed", suite: before }, commit: start, summary },
      { phase: "refactor", commit: start },
    );
    return;
  }
  await pass(execution, worked, { phase: "refactor", commit: worked.commit });
}

const scriptNames = ["lint", "typecheck", "type-check", "check:types"];

/** Runs the project's own lint and type check. One that fails on the base as well is not the fix's doing. */
async function scriptsProblem(execution: Execution, bench: Bench): Promise<string | null> {
  const { project, assignment, workspace, folder } = execution;
  const names = scriptNames.filter((name) => project.manifest?.scripts[name] !== undefined);
  const base = join(folder, "base");
  let baseIsReady = false;
  try {
    for (const name of names) {
      const argv = [project.manager, "run", name] as const;
      const none = async (): Promise<null> => null;
      const { result } = await runCommand(bench, { name, argv, cwd: project.root }, none);
      if (result.exitCode === 0) continue;
      if (!baseIsReady) {
        await workspace.checkOutInto(base, assignment.baseCommit);
        await execution.hands.handOver(base);
        await install(
          { ...bench, commit: assignment.baseCommit },
          { testing: execution.testing, project: { ...project, root: join(base, project.prefix) } },
          true,
        );
        baseIsReady = true;
      }
      const onBase = await runCommand(
        { ...bench, commit: assignment.baseCommit },
        { name: `${name}, on the base`, argv, cwd: join(base, project.prefix) },
        none,
      );
      if (onBase.result.exitCode === 0)
        return `${argv.join(" ")} fails, and doesn't on the base: ${errorLines(result.output)}`;
    }
    return null;
  } finally {
    await rm(base, { recursive: true, force: true });
  }
}
