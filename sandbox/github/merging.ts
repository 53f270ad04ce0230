import type { Commit } from "./git/commit-files.ts";
import { commitOf } from "./git/git.ts";
import { merge, type MergeMethod } from "./git/merge.ts";
import { Refusal } from "./refusal.ts";
import type { PullRequest } from "./state.ts";

/** How somebody wants a pull request to be merged. */
export interface MergeWish {
  method: MergeMethod;
  /** The head that they have seen; absent: whatever it is. */
  sha?: string | undefined;
  title?: string | undefined;
  message?: string | undefined;
}

/** The message of the commit that a merge makes, where whoever merges says nothing else. */
export function mergeMessage(
  { repository, pull, number, title, body }: PullRequest,
  wanted: MergeWish,
): string {
  const [owner = ""] = repository.split("/");
  const [first, rest] =
    wanted.method === "merge"
      ? [`Merge pull request #${number} from ${owner}/${pull.head}`, title]
      : [`${title} (#${number})`, body ?? ""];
  return `${wanted.title ?? first}\n\n${wanted.message ?? rest}`;
}

/** Merges a commit into a branch; the branch's new head. Throws what GitHub answers where it can't. */
export async function mergeInto(
  dir: string,
  head: string,
  into: Commit,
  method: MergeMethod,
): Promise<string> {
  try {
    const sha = await merge(dir, head, into, method);
    if (sha !== null) return sha;
  } catch (error) {
    // Somebody was faster, between the look and the move.
    if ((await commitOf(dir, into.branch)) === into.head) throw error;
    throw new Refusal(405, "Base branch was modified. Review and try the merge again.");
  }
  throw new Refusal(
    405,
    method === "rebase" ? "This branch can't be rebased" : "Pull Request is not mergeable",
  );
}
