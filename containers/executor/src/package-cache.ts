import { createHash, randomUUID } from "node:crypto";
import { constants, copyFile, mkdir, rename, rm, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { readBytesInside } from "./referee/read-inside.ts";

/** Packages of npm's that assignments share, by the digest of their bytes, as a lock file names it (SHA-512, base64). */
export interface PackageCache {
  /** Lays those of them that are there into npm's cache in a folder that nobody else has used yet. */
  lend(digests: readonly string[], npmCache: string): Promise<void>;
  /** Takes what an installer has fetched into npm's cache in a folder, once none of its processes is left. */
  keep(digests: readonly string[], npmCache: string): Promise<void>;
}

const atOnce = 16;

/**
 * Opens a cache in a folder of the server's own. No assignment can write into it, and none can poison it: what is kept are bytes that
 * the server itself has found to have the digest that they are asked for by, and npm looks at the digest of what it is lent again.
 * Beyond `mostBytes` what nobody has asked for longest goes.
 */
export async function openPackageCache(folder: string, mostBytes = 2_000_000_000): Promise<PackageCache> {
  await mkdir(folder, { mode: 0o700 });
  /** Sizes by digest, the longest unused first. */
  const sizes = new Map<string, number>();
  let total = 0;

  const lend = async (digest: string, npmCache: string): Promise<void> => {
    const size = sizes.get(digest);
    if (size === undefined) return;
    sizes.delete(digest);
    sizes.set(digest, size);
    const target = join(npmCache, contentPath(digest));
    await mkdir(dirname(target), { recursive: true });
    await unlessGone(copyFile(join(folder, digest), target, constants.COPYFILE_FICLONE));
  };

  const keep = async (digest: string, npmCache: string): Promise<void> => {
    if (sizes.has(digest)) return;
    const bytes = await readBytesInside(npmCache, contentPath(digest));
    if (bytes === null || createHash("sha512").update(bytes).digest("hex") !== digest) return;
    const unfinished = join(folder, randomUUID());
    await writeFile(unfinished, bytes, { mode: 0o600 });
    await rename(unfinished, join(folder, digest));
    if (sizes.has(digest)) return;
    sizes.set(digest, bytes.length);
    total += bytes.length;
    for (const [oldest, size] of sizes) {
      if (total <= mostBytes) return;
      sizes.delete(oldest);
      total -= size;
      await rm(join(folder, oldest), { force: true });
    }
  };

  const each = (work: typeof lend) => async (digests: readonly string[], npmCache: string) => {
    const all = digests.flatMap(hexOf);
    for (let first = 0; first < all.length; first += atOnce)
      await Promise.all(all.slice(first, first + atOnce).map((digest) => work(digest, npmCache)));
  };
  return { lend: each(lend), keep: each(keep) };
}

/** Where npm keeps bytes (cacache, version 2 of its content). */
const contentPath = (digest: string): string =>
  `_cacache/content-v2/sha512/${digest.slice(0, 2)}/${digest.slice(2, 4)}/${digest.slice(4)}`;

/** None for what is no such digest: it comes from a repository's file. */
function hexOf(digest: string): string[] {
  const hex = Buffer.from(digest, "base64").toString("hex");
  return hex.length === 128 ? [hex] : [];
}

/** What made room for another meanwhile is fetched as if it had never been there. */
async function unlessGone(copying: Promise<void>): Promise<void> {
  try {
    await copying;
  } catch (error) {
    if (!(error instanceof Error && "code" in error && error.code === "ENOENT")) throw error;
  }
}
