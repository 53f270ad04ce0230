import { type Commit, commitTree } from "./commit-files.ts";
import { git, GitError } from "./git.ts";

/** The tree of two commits merged; null when they are in conflict. */
export async function mergedTree(dir: string, base: string, head: string): Promise<string | null> {
  try {
    return (await git(dir, ["merge-tree", "--write-tree", base, head])).split("\n")[0] ?? null;
  } catch (error) {
    if (error instanceof GitError && error.exitCode === 1) return null;
    throw error;
  }
}

/**
 * Merges a commit into the branch of `into`: by a merge commit with both parents, or squashed into one with the
 * branch's alone. Null when they are in conflict.
 */
export async function merge(
  dir: string,
  head: string,
  into: Commit,
  method: "merge" | "squash",
): Promise<string | null> {
  const tree = await mergedTree(dir, into.head, head);
  if (tree === null) return null;
  return commitTree(dir, tree, method === "merge" ? [into.head, head] : [into.head], into);
}
