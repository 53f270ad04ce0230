import { lstatSync } from "node:fs";
import { join } from "node:path";

/** What lies at a path below a folder; "something" also where a link or a file is on the way: none is followed. */
export function whatLiesAt(root: string, path: string): "folder" | "nothing" | "something" {
  let at = root;
  for (const part of path.split("/")) {
    at = join(at, part);
    const found = lstatSync(at, { throwIfNoEntry: false });
    if (found === undefined) return "nothing";
    if (!found.isDirectory()) return "something";
  }
  return "folder";
}
