/** How much may lie in a tree. More than any honest repository with its packages has, and what the referee can look through in seconds. */
export interface Quota {
  /** Files and folders, installed packages included. */
  entries: number;
  /** What a file may seem to have: holes are read, too. */
  fileBytes: number;
  /** What all files take up on disk. */
  treeBytes: number;
  /** From the tree's root: git, and many a tool, fails with more. */
  pathBytes: number;
  /** What one phase may change: files, and the bytes of one and of all. */
  changedFiles: number;
  changedFileBytes: number;
  changedBytes: number;
}

const mega = 1024 * 1024;

export const quota: Quota = {
  entries: 500_000,
  fileBytes: 2048 * mega,
  treeBytes: 20 * 1024 * mega,
  pathBytes: 1000,
  changedFiles: 5000,
  changedFileBytes: 50 * mega,
  changedBytes: 200 * mega,
};

/** A number of bytes as people say it. */
export const inMegabytes = (bytes: number): string => `${Math.ceil(bytes / mega).toLocaleString("en")} MB`;

/** Why a file that differs from the index is not hashed. */
export function changeProblem(
  file: { size: number; names: number },
  sofar: { files: number; bytes: number },
  bounds: Quota = quota,
): string | null {
  if (file.size > bounds.changedFileBytes)
    return `has ${inMegabytes(file.size)}, more than ${inMegabytes(bounds.changedFileBytes)}`;
  // Whoever has the other name can change the file without touching the tree.
  if (file.names > 1) return "has a second name somewhere (a hard link)";
  if (sofar.files > bounds.changedFiles) return `is one of more than ${bounds.changedFiles} changed files`;
  return sofar.bytes > bounds.changedBytes
    ? `is one of changed files that have more than ${inMegabytes(bounds.changedBytes)} together`
    : null;
}
