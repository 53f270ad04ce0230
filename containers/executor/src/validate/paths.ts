/** The folder that a path lies in: "" or "src/rooms/". */
export const folderOf = (path: string): string => path.slice(0, path.lastIndexOf("/") + 1);

/** The folders that a path lies in, the nearest first, "" last. */
export function foldersAbove(path: string): string[] {
  const found: string[] = [];
  for (let at = folderOf(path); at !== ""; at = folderOf(at.slice(0, -1))) found.push(at);
  return [...found, ""];
}

/** A path by another, with "." and ".." followed; null: it leads out of the tree. */
export function joined(folder: string, path: string): string | null {
  const parts: string[] = [];
  for (const part of `${folder}${path}`.split("/")) {
    if (part === "" || part === ".") continue;
    if (part !== "..") parts.push(part);
    else if (parts.pop() === undefined) return null;
  }
  return parts.join("/");
}

/** Tells the number of the line that a place in a text lies in, from 1. */
export function linesOf(text: string): (index: number) => number {
  let ends: number[] | null = null;
  return (index) => {
    ends ??= [...text.matchAll(/\n/g)].map((end) => end.index);
    let [low, high] = [0, ends.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((ends[middle] ?? 0) < index) low = middle + 1;
      else high = middle;
    }
    return low + 1;
  };
}
