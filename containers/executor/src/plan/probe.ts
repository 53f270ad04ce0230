import { chmod, mkdtemp } from "node:fs/promises";
import { join } from "node:path";
import type { HowTested } from "../../../../shared/domain/how-tested.ts";
import type { Emit, Hands } from "../contract.ts";
import { AssignmentFailure } from "../referee/assignment-failure.ts";
import { failuresOf } from "../referee/checks.ts";
import { errorLines } from "../referee/error-lines.ts";
import { howTested, tried } from "../referee/how-tested.ts";
import { install } from "../referee/install.ts";
import { notesOn } from "../referee/notes.ts";
import { type FoundProject, howTestsRun, isTestOf } from "../referee/project.ts";
import { runSuite, type Bench, type Suite } from "../referee/suite.ts";
import type { Workspace } from "../referee/workspace.ts";
import { removeFolder } from "../remove-folder.ts";

/** Where and with what projects are tried. */
export interface ProbePlace {
  workspace: Workspace;
  /** Hands of the agent's user, with a home of their own for each command. */
  hands: Hands;
  emit: Emit;
  /** The assignment's own folder. */
  folder: string;
  signal: AbortSignal;
  /** Milliseconds that are left for trying; throws AssignmentFailure `deadline` when there are none. */
  left: () => number;
}

/**
 * Installs a project in a checkout of its own and runs its suite once, before anybody has paid for a plan. Single tests may fail.
 * @throws AssignmentFailure `repository` with the cause when no fix could be proven there: the install fails, the tests can't be run,
 * or only an exit code is known and it is red already; `deadline` when the install takes too long.
 */
export async function probe(found: FoundProject, place: ProbePlace): Promise<HowTested> {
  const { workspace, hands, emit, folder, signal, left } = place;
  emit({ type: "line", phase: "plan", by: "referee", text: howTestsRun(found) });
  const own = await mkdtemp(join(folder, "probe-"));
  const installs: string[] = [];
  try {
    await chmod(own, 0o711);
    const tree = join(own, "tree");
    await workspace.checkOutInto(tree, workspace.head);
    await hands.handOver(tree);
    const at = { ...found, project: { ...found.project, root: join(tree, found.project.prefix) } };
    const bench: Bench = { hands, emit, phase: "plan", folder, commit: workspace.head, signal, left };
    const hearing: Emit = (event) => {
      if (event.type === "run") installs.push(event.run.command);
      emit(event);
    };
    await install({ ...bench, emit: hearing }, at, true);
    const how = {
      ...howTested(found),
      warnings: await notesOn(workspace, found.project, { hands, signal, left }),
    };
    const tests = (await workspace.files()).filter((path) => isTestOf(found, path));
    if (found.testing.kind === "runner" && tests.length === 0)
      return tried(how, {
        installs,
        suite: null,
        warnings: ["there is no test yet: the fix's will be the first"],
      });
    const suite = await suiteInTime(bench, at);
    if (suite === null) {
      const warnings = ["the suite was not done in the time that planning has for it, half of a phase's"];
      return tried(how, { installs, suite, warnings });
    }
    const why = whyNoProof(found, suite);
    if (why !== null) throw new AssignmentFailure("repository", why);
    return tried(how, { installs, suite: countOf(suite), warnings: warningsOf(suite) });
  } finally {
    await removeFolder(own, "probe.folder_left");
  }
}

/** The suite as it is; null: it took too long, which a phase of its own may not be. */
async function suiteInTime(bench: Bench, at: FoundProject): Promise<Suite | null> {
  try {
    return await runSuite(bench, at, { name: "the suite before, for the plan", files: null });
  } catch (error) {
    if (error instanceof AssignmentFailure && error.code === "deadline") return null;
    throw error;
  }
}

/** Why no fix can be proven by this suite; null when one can. */
function whyNoProof({ testing }: FoundProject, suite: Suite): string | null {
  if (suite.problem !== null) return `the tests can't be run: ${suite.problem}`;
  const [only] = suite.tests;
  if (testing.kind === "runner" || only?.status === "passed") return null;
  return `${testing.command} fails before anything is changed, and its exit code alone can't show that a new test does: ${errorLines(only?.message ?? "")}`;
}

function countOf(suite: Suite): { passed: number; failed: string[] } {
  return {
    passed: suite.tests.filter(({ status }) => status === "passed").length,
    failed: failuresOf(suite),
  };
}

function warningsOf({ tests }: Suite): string[] {
  const ran = tests.filter(({ status }) => status !== "skipped");
  return ran.length > 0 && ran.every(({ status }) => status === "failed")
    ? ["none of its tests passes before anything is changed"]
    : [];
}
