import { type CallOutcome, mapAnswer } from "../../../../integrations/call.ts";
import type { GithubClient } from "../../../../integrations/github/client.ts";
import type { Head, Snapshot } from "./snapshot.ts";
import { ownFiles, tellingFiles } from "./telling-files.ts";

/** Files that are asked for side by side. */
const atOnce = 6;

/** Where a repository stands: its name now, its default branch and the commit there. Null: it has no commit yet. */
export async function headOfRepository(
  github: Pick<GithubClient, "repository" | "head">,
  name: string,
): Promise<CallOutcome<Head | null>> {
  const seen = await github.repository(name);
  if (seen.kind !== "answered") return seen;
  const { defaultBranch: branch, name: repository } = seen.value;
  const head = await github.head(name, branch);
  // So GitHub says that nothing was ever committed.
  if (head.kind === "refused" && head.status === 409) return { kind: "answered", value: null };
  return mapAnswer(head, (commit) => (commit === null ? null : { repository, branch, commit }));
}

/** Reads a repository at a commit: which files it has, and the texts of those that tell most. */
export async function readRepository(
  github: Pick<GithubClient, "tree" | "file">,
  head: Head,
): Promise<CallOutcome<Snapshot>> {
  const { repository, commit } = head;
  const tree = await github.tree(repository, commit);
  if (tree.kind !== "answered") return tree;
  const own = ownFiles(tree.value.files);
  const { isWhole } = tree.value;
  return mapAnswer(await textsOf(github, repository, tellingFiles(own), commit), (texts) => ({
    ...head,
    files: own.map(({ path }) => path),
    isWhole,
    texts,
  }));
}

async function textsOf(
  github: Pick<GithubClient, "file">,
  name: string,
  paths: readonly string[],
  commit: string,
): Promise<CallOutcome<Map<string, string>>> {
  const texts = new Map<string, string>();
  for (let at = 0; at < paths.length; at += atOnce) {
    const some = paths.slice(at, at + atOnce);
    const read = await Promise.all(some.map(async (path) => github.file(name, path, commit)));
    for (const [n, outcome] of read.entries()) {
      if (outcome.kind !== "answered") return outcome;
      const path = some[n];
      if (path !== undefined && outcome.value !== null) texts.set(path, outcome.value);
    }
  }
  return { kind: "answered", value: texts };
}
