import { chmod, mkdir } from "node:fs/promises";
import type { ExecuteDeps } from "../../../../containers/executor/src/execute/execution.ts";
import { freshHands, packagesFolder } from "../../../../containers/executor/src/fresh-hands.ts";
import type { AgentUser } from "../../../../containers/executor/src/contract.ts";
import { type AssignmentHands, openHands } from "../../../../containers/executor/src/hands.ts";
import type { PackageCache } from "../../../../containers/executor/src/package-cache.ts";
import { prepareNetwork } from "../../../../containers/executor/src/network.ts";
import { type Registries, registryAccess } from "../../../../containers/executor/src/registries.ts";

const path = process.env["PATH"] ?? "";

/** The hands of an assignment as the executor opens them: the agent's own, and those of the referee. */
export async function realHands(
  folder: string,
  user: AgentUser | null,
  given: Registries = { npm: [] },
  cache?: PackageCache,
): Promise<{ agent: AssignmentHands } & Pick<ExecuteDeps, "hands" | "apart">> {
  await mkdir(folder);
  await chmod(folder, 0o711);
  const registries = registryAccess(given);
  const network = await prepareNetwork({
    root: folder,
    path,
    userOf: () => user,
    registryHosts: registries.hosts,
  });
  const packages = await packagesFolder({ user, folder });
  const proof = user && { uid: user.uid + 32, gid: user.gid + 32 };
  return {
    agent: await openHands({ user, folder, path, packages, network }),
    hands: freshHands({ user, folder, path, packages, network, registries, ...(cache && { cache }) }),
    apart: async () =>
      freshHands({
        user: proof,
        folder,
        path,
        packages: await packagesFolder({ user: proof, folder }),
        network,
        registries,
      }),
  };
}

/** Runs a script as the agent does: as its user, with its home. */
export async function asAgent(agent: AssignmentHands, cwd: string, script: string): Promise<string> {
  const argv = ["/bin/sh", "-ec", script] as const;
  const signal = new AbortController().signal;
  const { exitCode, output } = await agent.run({ argv: [...argv], cwd, timeoutMs: 20_000, signal });
  if (exitCode !== 0) throw new Error(`the script ended with ${exitCode}: ${output}`);
  return output;
}
