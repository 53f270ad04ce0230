import { chmod, mkdtemp } from "node:fs/promises";
import { join } from "node:path";
import { createAgent, type SessionDeps } from "./agent/session.ts";
import type { Agent, Hands } from "./contract.ts";
import type { ExecuteDeps } from "./execute/execution.ts";
import { executeAssignment } from "./execute/execute-assignment.ts";
import { freshHands, packagesFolder } from "./fresh-hands.ts";
import { openHands } from "./hands.ts";
import type { RunAssignment } from "./assignments.ts";
import type { PackageCache } from "./package-cache.ts";
import { planAssignment } from "./plan/plan-assignment.ts";
import { killByUser } from "./processes.ts";
import { noRegistries, type RegistryAccess } from "./registries.ts";
import { removeFolder } from "./remove-folder.ts";
import { scaffoldAssignment } from "./scaffold/scaffold-assignment.ts";
import type { Network } from "./network.ts";
import type { Toolbox } from "./toolbox.ts";

/** Does assignments with these tools, each in a folder that is gone afterwards, whatever has happened in it. */
export function runAssignmentWith(
  toolbox: Toolbox & { registries?: RegistryAccess; cache?: PackageCache },
  network: Network,
  openAgent: (deps: SessionDeps) => Agent = createAgent,
  found?: ExecuteDeps["found"],
): RunAssignment {
  return async (assignment, { place, emit, signal, cancel }) => {
    const folder = await mkdtemp(join(toolbox.root, "assignment-"));
    try {
      await chmod(folder, 0o711);
      const user = toolbox.userOf(place);
      const { path, registries = noRegistries, cache } = toolbox;
      const shared = { path, network, registries, ...(cache && { cache }) };
      const packages = await packagesFolder({ user, folder });
      const hands = await openHands({ user, folder, path, packages, network });
      // Whoever was here before must be gone, or could write into this one's files.
      await hands.killAll();
      const agent = openAgent({ assignment, hands, emit, toolbox, network, onAssignmentOver: cancel });
      try {
        const inTree = freshHands({ ...shared, user, folder, packages });
        if (assignment.mode === "scaffold")
          return await scaffoldAssignment(assignment, { hands: inTree, emit, folder, signal });
        if (assignment.mode === "plan")
          return await planAssignment(assignment, { agent, hands, trying: inTree, emit, folder, signal });
        const apart = async (): Promise<Hands> => {
          const by = { user: toolbox.proofUserOf(place), folder };
          if (by.user !== null) await killByUser(by.user);
          return freshHands({ ...shared, ...by, packages: await packagesFolder(by) });
        };
        const deps = { agent, hands: inTree, apart, emit, folder, signal, ...(found && { found }) };
        const result = await executeAssignment(assignment, deps);
        // What the machine couldn't keep apart is part of the evidence.
        return result.kind === "ready"
          ? { ...result, walls: [...toolbox.warnings, ...result.walls] }
          : result;
      } finally {
        await hands.killAll();
      }
    } finally {
      await removeFolder(folder, "assignment.folder_left", assignment.assignmentId);
    }
  };
}
