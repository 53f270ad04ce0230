import { lstatSync } from "node:fs";
import { setImmediate as breathe } from "node:timers/promises";
import { bytesOf, type ByteName, entriesOf, isReadable, nameOf, shownName } from "../byte-names.ts";
import { inMegabytes, quota, type Quota } from "./quota.ts";

/** What a look at a tree has found, before git or anybody else reads it. */
export interface Survey {
  /** Git folders that somebody has planted: git would obey their settings. */
  planted: ByteName[];
  /** What is neither a file, a folder nor a link: whoever opens it may wait for ever. */
  special: ByteName[];
  /** Why nothing may read the tree; null: all of it has names, sizes and numbers that can be dealt with. */
  problem: { path: string; why: string } | null;
}

const atOnce = 1000;

/**
 * Looks through a tree without following a link or opening a file. It stops at the first thing that is too much, so that
 * its time and memory are bounded, whatever foreign code has made there.
 */
export async function survey(tree: string, bounds: Quota = quota): Promise<Survey> {
  try {
    return await lookThrough(tree, bounds);
  } catch (error) {
    // Whoever made a folder can lock it for this server, too, where they are one user.
    if (!(error instanceof Error && "code" in error && error.code === "EACCES")) throw error;
    return {
      planted: [],
      special: [],
      problem: { path: "the tree", why: `can't be looked through: ${error.message}` },
    };
  }
}

async function lookThrough(tree: string, bounds: Quota): Promise<Survey> {
  const found: Survey = { planted: [], special: [], problem: null };
  const root = nameOf(tree);
  const left: ByteName[] = [""];
  let entries = 0;
  let bytes = 0;
  for (let folder = left.pop(); folder !== undefined; folder = left.pop()) {
    for (const entry of entriesOf(`${root}/${folder}`)) {
      entries += 1;
      if (entries % atOnce === 0) await breathe();
      const path = folder + entry.name;
      const why = entryProblem(path, entries, bounds);
      if (why !== null) return { ...found, problem: { path: shownName(path), why } };
      if (entry.name.toLowerCase() === ".git") found.planted.push(path);
      else if (entry.isDirectory()) left.push(`${path}/`);
      else if (entry.isFile()) {
        const { size, blocks } = lstatSync(bytesOf(`${root}/${path}`));
        bytes += blocks * 512;
        const large = sizeProblem(size, bytes, bounds);
        if (large !== null) return { ...found, problem: { path: shownName(path), why: large } };
      } else if (!entry.isSymbolicLink()) found.special.push(path);
    }
  }
  return found;
}

/** Why a name can't be dealt with, or is one too many. Also for those that a commit lists. */
export function entryProblem(path: ByteName, entries: number, bounds: Quota = quota): string | null {
  if (entries > bounds.entries) return `is one of more than ${bounds.entries} files and folders`;
  if (path.length > bounds.pathBytes) return `has a path of more than ${bounds.pathBytes} bytes`;
  return isReadable(path) ? null : "has a name that isn't UTF-8";
}

/** Why a file is too large, by itself or with all before it. */
export function sizeProblem(size: number, bytes: number, bounds: Quota = quota): string | null {
  if (size > bounds.fileBytes) return `has ${inMegabytes(size)}, more than ${inMegabytes(bounds.fileBytes)}`;
  return bytes > bounds.treeBytes
    ? `is one of files that have more than ${inMegabytes(bounds.treeBytes)} together`
    : null;
}

/** Why a commit can't be checked out, from git's long listing of it; null when it can. */
export function commitProblem(listing: Buffer, bounds: Quota = quota): string | null {
  let entries = 0;
  let bytes = 0;
  for (
    let start = 0, end = listing.indexOf(0);
    end !== -1;
    start = end + 1, end = listing.indexOf(0, start)
  ) {
    // "100644 blob <id> <size>\t<path>"
    const [about = "", ...rest] = listing.toString("latin1", start, end).split("\t");
    const path = rest.join("\t");
    const size = Number(about.split(/ +/)[3]) || 0;
    entries += 1;
    bytes += size;
    const why = entryProblem(path, entries, bounds) ?? sizeProblem(size, bytes, bounds);
    if (why !== null) return `${shownName(path)} ${why}`;
  }
  return null;
}
