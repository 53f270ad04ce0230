import { install } from "../referee/install.ts";
import type { Bench } from "../referee/suite.ts";
import { removePlantedGit } from "../referee/workspace.ts";
import type { Execution } from "./execution.ts";

/** Makes the tree the agent's own, with all that its tests need. */
export async function makeReady(execution: Execution, bench: Bench): Promise<void> {
  const { hands, workspace } = execution;
  await hands.handOver(workspace.tree);
  await install(bench, execution, true);
  await removePlantedGit(workspace.tree);
  await workspace.installed.remember();
}

/** What lies beside the tracked files is what was installed, as it was installed: nobody's changes to packages are run. */
export async function keepReady(execution: Execution, bench: Bench): Promise<void> {
  const { emit, workspace } = execution;
  if (await workspace.installed.keep()) return;
  emit({
    type: "line",
    phase: bench.phase,
    by: "referee",
    text: "installed packages were changed: they are installed anew",
  });
  await workspace.installed.remove();
  await makeReady(execution, bench);
}
