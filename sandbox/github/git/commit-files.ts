import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Account } from "../accounts.ts";
import { git } from "./git.ts";

export interface FileChanges {
  additions: readonly { path: string; contents: Buffer }[];
  deletions: readonly { path: string }[];
}

/**
 * Commits changes on top of a branch, without a working tree.
 * @param head the commit that the branch points to; when it has moved meanwhile, git refuses.
 * @returns the new commit.
 */
export async function commitFiles(
  dir: string,
  { branch, head, message, author, changes, at }: Commit & { changes: FileChanges },
): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), "signalbox-index-"));
  try {
    const env = { GIT_INDEX_FILE: join(folder, "index") };
    await git(dir, ["read-tree", head], { env });
    const entries = changes.deletions.map(({ path }) => `0 ${"0".repeat(40)}\t${path}\0`);
    for (const { path, contents } of changes.additions) {
      const blob = await git(dir, ["hash-object", "-w", "--stdin"], { input: contents });
      const mode = /^\d{6}/.exec(await git(dir, ["ls-tree", head, "--", path]))?.[0] ?? "100644";
      entries.push(`${mode} ${blob}\t${path}\0`);
    }
    await git(dir, ["update-index", "-z", "--index-info"], { env, input: entries.join("") });
    const tree = await git(dir, ["write-tree"], { env });
    return await commitTree(dir, tree, [head], { branch, head, message, author, at });
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

export interface Commit {
  branch: string;
  head: string;
  message: string;
  author: Account;
  at: Date;
}

/** Makes a commit of a tree and moves the branch to it, if the branch is still where it was. */
export async function commitTree(
  dir: string,
  tree: string,
  parents: readonly string[],
  commit: Commit,
): Promise<string> {
  const made = await looseCommit(dir, tree, parents, commit);
  await git(dir, ["update-ref", `refs/heads/${commit.branch}`, made, commit.head]);
  return made;
}

/** The first commit of a repository, of one text file. */
export async function firstCommit(
  dir: string,
  file: { path: string; text: string },
  commit: Omit<Commit, "head">,
): Promise<string> {
  const blob = await git(dir, ["hash-object", "-w", "--stdin"], { input: file.text });
  const tree = await git(dir, ["mktree"], { input: `100644 blob ${blob}\t${file.path}\n` });
  return commitTree(dir, tree, [], { ...commit, head: "0".repeat(40) });
}

/** A commit that no branch has yet. */
export async function looseCommit(
  dir: string,
  tree: string,
  parents: readonly string[],
  { message, author, at }: Pick<Commit, "message" | "author" | "at">,
): Promise<string> {
  const email = `${author.id}+${author.login}@users.noreply.github.example`;
  const date = at.toISOString();
  return git(dir, ["commit-tree", tree, ...parents.flatMap((one) => ["-p", one]), "-F", "-"], {
    input: message,
    env: {
      GIT_AUTHOR_NAME: author.name,
      GIT_AUTHOR_EMAIL: email,
      GIT_AUTHOR_DATE: date,
      GIT_COMMITTER_NAME: "GitHub",
      GIT_COMMITTER_EMAIL: "noreply@github.example",
      GIT_COMMITTER_DATE: date,
    },
  });
}
