import { type CallOutcome, mapAnswer } from "../../../../integrations/call.ts";
import type { GithubClient } from "../../../../integrations/github/client.ts";
import type { Snapshot } from "./snapshot.ts";
import { ownFiles, tellingFiles } from "./telling-files.ts";

/** Files that are asked for side by side. */
const atOnce = 6;

/** Reads a repository at its default branch's head: which files it has, and the texts of those that tell most. Null: it has no commit yet. */
export async function readRepository(
  github: Pick<GithubClient, "repository" | "head" | "tree" | "file">,
  name: string,
): Promise<CallOutcome<Snapshot | null>> {
  const seen = await github.repository(name);
  if (seen.kind !== "answered") return seen;
  const { defaultBranch: branch, name: repository } = seen.value;
  const head = await github.head(name, branch);
  // So GitHub says that nothing was ever committed.
  const isEmpty = head.kind === "refused" && head.status === 409;
  if (head.kind !== "answered" && !isEmpty) return head;
  const commit = head.kind === "answered" ? head.value : null;
  if (commit === null) return { kind: "answered", value: null };
  const tree = await github.tree(name, commit);
  if (tree.kind !== "answered") return tree;
  const own = ownFiles(tree.value.files);
  const { isWhole } = tree.value;
  return mapAnswer(await textsOf(github, name, tellingFiles(own), commit), (texts) => ({
    repository,
    branch,
    commit,
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
