import { chmod, mkdir, mkdtemp } from "node:fs/promises";
import { join } from "node:path";
import type { Hands } from "./contract.ts";
import { handOver, type HandsPlace, openHands } from "./hands.ts";
import { log } from "./log.ts";
import type { PackageCache } from "./package-cache.ts";
import { removeFolder } from "./remove-folder.ts";

/**
 * The referee's hands: each command gets a home, a temporary folder and caches that nobody has used before, under a name
 * that nobody can guess, and they are gone with it.
 */
export function freshHands(place: HandsPlace & { cache?: PackageCache }): Hands {
  const { user, folder, cache } = place;
  return {
    hasTokens: (place.registries?.secrets.length ?? 0) > 0,
    handOver: (target) => handOver(target, user),
    run: async (command) => {
      const own = await mkdtemp(join(folder, "run-"));
      try {
        await chmod(own, 0o711);
        const hands = await openHands({ ...place, folder: own });
        const { packages = [] } = command;
        if (cache === undefined || packages.length === 0) return await hands.run(command);
        const npmCache = join(own, "npm");
        await mkdir(npmCache);
        await cache.lend(packages, npmCache);
        await handOver(npmCache, user);
        const result = await hands.run({ ...command, env: { ...command.env, npm_config_cache: npmCache } });
        await keepIn(cache, packages, npmCache);
        return result;
      } finally {
        await removeFolder(own, "hands.folder_left");
      }
    },
  };
}

/** What can't be kept, because foreign code has locked a part of it or the disk is full, is fetched again the next time. */
async function keepIn(cache: PackageCache, packages: readonly string[], npmCache: string): Promise<void> {
  try {
    await cache.keep(packages, npmCache);
  } catch (error) {
    log.warn("packages.not_kept", { reason: error instanceof Error ? error.message : String(error) });
  }
}

/** A folder for what package managers keep beside a tree. */
export async function packagesFolder({ user, folder }: Pick<HandsPlace, "user" | "folder">): Promise<string> {
  const packages = await mkdtemp(join(folder, "packages-"));
  for (const name of ["corepack", "yarn", "go", "cargo"]) await mkdir(join(packages, name));
  await handOver(packages, user);
  return packages;
}
