import { type Commit, commitTree, looseCommit } from "./commit-files.ts";
import { git, GitError } from "./git.ts";

export type MergeMethod = "merge" | "squash" | "rebase";

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
 * Merges a commit into the branch of `into`: by a merge commit with both parents, squashed into one with the branch's alone, or
 * commit by commit. Null when they are in conflict.
 * @returns the branch's new head.
 */
export async function merge(
  dir: string,
  head: string,
  into: Commit,
  method: MergeMethod,
): Promise<string | null> {
  if (method === "rebase") return rebase(dir, head, into);
  const tree = await mergedTree(dir, into.head, head);
  if (tree === null) return null;
  return commitTree(dir, tree, method === "merge" ? [into.head, head] : [into.head], into);
}

/** Puts each commit that the branch hasn't got on top of it, with its own message. Merges among them are left out. */
async function rebase(dir: string, head: string, into: Commit): Promise<string | null> {
  const range = ["rev-list", "--reverse", "--no-merges", `${into.head}..${head}`];
  const commits = (await git(dir, range)).split("\n").filter((line) => line !== "");
  let top = into.head;
  for (const commit of commits) {
    const parent = await git(dir, ["rev-parse", `${commit}^1`]);
    // Whose common ancestor with the commit is the commit's parent: so merging makes the commit's own change on top.
    const above = await looseCommit(dir, `${top}^{tree}`, [parent], { ...into, message: "on top" });
    const tree = await mergedTree(dir, above, commit);
    if (tree === null) return null;
    const message = await git(dir, ["log", "-1", "--format=%B", commit]);
    top = await looseCommit(dir, tree, [top], { ...into, message });
  }
  await git(dir, ["update-ref", `refs/heads/${into.branch}`, top, into.head]);
  return top;
}
