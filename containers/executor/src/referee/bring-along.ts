import { constants } from "node:fs";
import { cp, lstat, mkdir, readdir } from "node:fs/promises";
import { join } from "node:path";
import { isThere } from "./is-there.ts";

/**
 * Copies what a checkout has beyond its commit, installed packages mostly, into other checkouts of the same repository.
 * `pristine` is the commit alone: what it has stays git's in all of them. No link is followed.
 */
export async function bringAlong(
  from: string,
  pristine: string,
  targets: readonly string[],
  folder = "",
): Promise<void> {
  for (const name of await readdir(join(from, folder))) {
    const path = join(folder, name);
    if (!(await isThere(join(pristine, path)))) {
      for (const target of targets) {
        if (await isThere(join(target, path))) continue;
        await cp(join(from, path), join(target, path), {
          recursive: true,
          verbatimSymlinks: true,
          mode: constants.COPYFILE_FICLONE,
        });
      }
    } else if ((await isFolder(join(from, path))) && (await isFolder(join(pristine, path)))) {
      const into: string[] = [];
      for (const target of targets) {
        if (!(await isThere(join(target, path)))) await mkdir(join(target, path));
        if (await isFolder(join(target, path))) into.push(target);
      }
      await bringAlong(from, pristine, into, path);
    }
  }
}

const isFolder = async (path: string): Promise<boolean> => (await lstat(path)).isDirectory();
