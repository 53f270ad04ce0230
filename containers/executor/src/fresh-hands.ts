import { chmod, mkdir, mkdtemp } from "node:fs/promises";
import { join } from "node:path";
import type { Hands } from "./contract.ts";
import { handOver, type HandsPlace, openHands } from "./hands.ts";
import { removeFolder } from "./remove-folder.ts";

/**
 * The referee's hands: each command gets a home, a temporary folder and caches that nobody has used before, under a name
 * that nobody can guess, and they are gone with it.
 */
export function freshHands(place: HandsPlace): Hands {
  const { user, folder } = place;
  return {
    hasTokens: (place.registries?.secrets.length ?? 0) > 0,
    handOver: (target) => handOver(target, user),
    run: async (command) => {
      const own = await mkdtemp(join(folder, "run-"));
      try {
        await chmod(own, 0o711);
        const hands = await openHands({ ...place, folder: own });
        return await hands.run(command);
      } finally {
        await removeFolder(own, "hands.folder_left");
      }
    },
  };
}

/** A folder for what package managers keep beside a tree. */
export async function packagesFolder({ user, folder }: Pick<HandsPlace, "user" | "folder">): Promise<string> {
  const packages = await mkdtemp(join(folder, "packages-"));
  for (const name of ["corepack", "yarn", "go", "cargo"]) await mkdir(join(packages, name));
  await handOver(packages, user);
  return packages;
}
