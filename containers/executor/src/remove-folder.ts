import { chmodSync, lstatSync, renameSync } from "node:fs";
import { rm } from "node:fs/promises";
import { bytesOf, entriesOf, nameOf } from "./byte-names.ts";
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

/** Removes a folder that foreign code has filled: also what is locked, or too deep to have a path. */
export async function removeAll(path: string | Buffer): Promise<void> {
  const bytes = Buffer.from(path);
  const remove = (): Promise<void> => rm(bytes, { recursive: true, force: true, maxRetries: 3 });
  try {
    await remove();
  } catch (error) {
    if (!(error instanceof Error && "code" in error)) throw error;
    openAndRaise(bytes);
    await remove();
  }
}

/** A path may have 4096 bytes; a name has 255 at most. */
const longest = 3000;

/** Unlocks the folders below one, and moves those that lie too deep up to it. */
function openAndRaise(root: Buffer): void {
  if (!lstatSync(root).isDirectory()) return;
  const top = nameOf(root);
  const left = [top];
  let raised = 0;
  for (let folder = left.pop(); folder !== undefined; folder = left.pop()) {
    chmodSync(bytesOf(folder), 0o700);
    for (const entry of entriesOf(folder)) {
      if (!entry.isDirectory()) continue;
      let path = `${folder}/${entry.name}`;
      if (path.length > longest) {
        // A folder that moves gets another "..": it must be open itself.
        chmodSync(bytesOf(path), 0o700);
        const higher = `${top}/raised-${(raised += 1)}`;
        renameSync(bytesOf(path), bytesOf(higher));
        path = higher;
      }
      left.push(path);
    }
  }
}
