import { chmodSync, lstatSync, opendirSync, renameSync } from "node:fs";
import { rm } from "node:fs/promises";
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
export async function removeAll(path: string): Promise<void> {
  const remove = (): Promise<void> => rm(Buffer.from(path), { recursive: true, force: true, maxRetries: 3 });
  try {
    await remove();
  } catch (error) {
    if (!(error instanceof Error && "code" in error)) throw error;
    openAndRaise(path);
    await remove();
  }
}

/** A path may have 4096 bytes; a name has 255 at most. */
const longest = 3000;

/** Unlocks the folders below one, and moves those that lie too deep up to it. Bytes are kept as characters of latin1. */
function openAndRaise(root: string): void {
  const top = Buffer.from(root).toString("latin1");
  const bytes = (path: string): Buffer => Buffer.from(path, "latin1");
  const left = [top];
  let raised = 0;
  for (let folder = left.pop(); folder !== undefined; folder = left.pop()) {
    if (!lstatSync(bytes(folder)).isDirectory()) continue;
    chmodSync(bytes(folder), 0o700);
    const listing = opendirSync(bytes(folder), { encoding: "latin1" });
    try {
      for (let entry = listing.readSync(); entry !== null; entry = listing.readSync()) {
        if (!entry.isDirectory()) continue;
        let path = `${folder}/${entry.name}`;
        if (path.length > longest) {
          // A folder that moves gets another "..": it must be open itself.
          chmodSync(bytes(path), 0o700);
          const higher = `${top}/raised-${process.pid}-${(raised += 1)}`;
          renameSync(bytes(path), bytes(higher));
          path = higher;
        }
        left.push(path);
      }
    } finally {
      listing.closeSync();
    }
  }
}
