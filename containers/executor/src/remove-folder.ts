import { chmodSync, lstatSync, renameSync, rmdirSync, unlinkSync } from "node:fs";
import { setImmediate as breathe } from "node:timers/promises";
import { bytesOf, type ByteName, entriesOf, nameOf } from "./byte-names.ts";
import { log } from "./log.ts";

/** A folder that can't be removed, because foreign code has locked a part of it, is no reason to lose a result. */
export async function removeFolder(folder: string, event: string, assignmentId?: string): Promise<void> {
  try {
    await removeAll(folder);
  } catch (error) {
    log.warn(event, {
      ...(assignmentId === undefined ? {} : { assignmentId }),
      reason: error instanceof Error ? error.message : String(error),
    });
  }
}

/** A path may have 4096 bytes; a name has 255 at most. */
const longest = 3000;
const atOnce = 1000;

/**
 * Removes what foreign code has made: also what is locked, too deep to have a path, or too much to be held in memory.
 * Links are removed, never followed.
 */
export async function removeAll(path: string | Buffer): Promise<void> {
  const top = nameOf(path);
  const found = lstatSync(bytesOf(top), { throwIfNoEntry: false });
  if (found === undefined) return;
  if (!found.isDirectory()) return unlinkSync(bytesOf(top));
  // Each stands behind the one that it lies in.
  const folders: ByteName[] = [top];
  const left = [top];
  let seen = 0;
  for (let folder = left.pop(); folder !== undefined; folder = left.pop()) {
    chmodSync(bytesOf(folder), 0o700);
    for (const entry of entriesOf(folder)) {
      seen += 1;
      if (seen % atOnce === 0) await breathe();
      const inside = `${folder}/${entry.name}`;
      if (!entry.isDirectory()) {
        unlinkSync(bytesOf(inside));
        continue;
      }
      const reachable = inside.length > longest ? raised(inside, `${top}/raised-${seen}`) : inside;
      folders.push(reachable);
      left.push(reachable);
    }
  }
  for (const folder of folders.toReversed()) rmdirSync(bytesOf(folder));
}

/** Moves a folder up, where it has a shorter path. It gets another "..", so that it must be open itself. */
function raised(folder: ByteName, higher: ByteName): ByteName {
  chmodSync(bytesOf(folder), 0o700);
  renameSync(bytesOf(folder), bytesOf(higher));
  return higher;
}
