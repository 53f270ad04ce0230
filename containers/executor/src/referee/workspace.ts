import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { AssignmentSpec } from "../../../../shared/executor/protocol.ts";
import { gitIn, type Git } from "./git.ts";
import { bytesOf, type ByteName, readable, within } from "../byte-names.ts";
import { removeAll } from "../remove-folder.ts";
import { AssignmentFailure } from "./assignment-failure.ts";
import { pushFailure } from "./push-refusal.ts";
import { Installed } from "./installed.ts";
import { commitProblem, survey } from "./survey.ts";

/** An assignment's copy of a repository. Git's own folder lies outside the tree, where the agent can't reach it. */
export interface Workspace {
  /** The repository's files, without any git in them. */
  tree: string;
  /** The commit that was checked out. */
  head: string;
  /** Paths that git tracks, from the tree's root. */
  files(): Promise<string[]>;
  git: Git;
  /** The packages that were installed into the tree. */
  installed: Installed;
  /** The folders of submodules, which are not fetched: each is empty. */
  submodules: readonly string[];
  /** Git's own folder. */
  gitDir: string;
  /** Writes a commit's files, and nothing else, into a new folder. */
  checkOutInto(folder: string, commit: string): Promise<void>;
  /** Fetches what a branch points to now; null when there is no such branch. */
  fetchBranch(branch: string): Promise<string | null>;
  /**
   * Pushes a commit to a branch; throws `stale` when the branch has moved, `push_refused` when the remote may not be written
   * to, with its reason. Never with force.
   */
  push(commit: string, branch: string): Promise<void>;
}

const commitForm = /^[0-9a-f]{40}$/;

/**
 * Clones into `<folder>/git` and checks out a branch or a commit into `<folder>/tree`, without submodules and large
 * files. Throws AssignmentFailure: `repository` when it can't be cloned, `stale` when there is no such branch or commit.
 */
export async function openWorkspace(place: {
  folder: string;
  repository: AssignmentSpec["repository"];
  /** Branch or full commit id. */
  checkout: string;
  signal: AbortSignal;
  /** Milliseconds that the phase has left; throws when there are none. */
  left: () => number;
}): Promise<Workspace> {
  const { folder, repository, checkout, signal, left } = place;
  const url = new URL(repository.cloneUrl);
  if (url.username !== "" || url.password !== "")
    throw new AssignmentFailure(
      "repository",
      "the clone URL must not hold a password: it would land in a file",
    );
  const tree = join(folder, "tree");
  const gitDir = join(folder, "git");
  await mkdir(tree, { recursive: true });
  await mkdir(gitDir, { recursive: true, mode: 0o700 });
  const git = gitIn({ gitDir, tree, signal, left });
  const remote = { cloneUrl: repository.cloneUrl, token: repository.token };
  await git(["init", "--quiet", "--template="]);
  await mkdir(join(gitDir, "info"), { recursive: true });
  await writeFile(join(gitDir, "info", "attributes"), asTheyAre);
  await git(["remote", "add", "origin", repository.cloneUrl]);

  const fetch = (ref: string): Promise<Buffer> =>
    git(["fetch", "--quiet", "--no-tags", "--no-recurse-submodules", "origin", ref], { remote });
  const fetchBranch = async (branch: string): Promise<string | null> => {
    const ref = `refs/heads/${branch}`;
    const listed = (await git(["ls-remote", "origin", ref], { remote })).toString();
    const commit = listed
      .split("\n")
      .find((line) => line.endsWith(`\t${ref}`))
      ?.slice(0, 40);
    if (commit === undefined) return null;
    await fetch(`${ref}:refs/remotes/origin/${branch}`);
    return commit;
  };

  let head: string | null = checkout;
  if (commitForm.test(checkout)) await fetch(checkout);
  else head = await fetchBranch(checkout);
  if (head === null) throw new AssignmentFailure("stale", `${repository.name} has no branch ${checkout}`);
  const listing = await git(["ls-tree", "-r", "-l", "-z", "--full-tree", head]);
  const problem = commitProblem(listing);
  if (problem !== null) throw new AssignmentFailure("repository", `${repository.name}: ${problem}`);
  const submodules = submodulesIn(listing);
  const installed = new Installed({ git, tree, gitDir, submodules });
  await installed.exclude();
  await git(["checkout", "--quiet", "--force", "--detach", head]);

  return {
    installed,
    submodules,
    tree,
    head,
    git,
    gitDir,
    checkOutInto: async (other, commit) => {
      await mkdir(other);
      const second = gitIn({ gitDir, tree: other, signal, left, index: join(gitDir, "second-index") });
      await second(["read-tree", commit]);
      await second(["checkout-index", "--all", "--force", "--quiet"]);
    },
    fetchBranch,
    files: async () =>
      (await git(["ls-files", "-z"]))
        .toString()
        .split("\0")
        .filter((path) => path !== ""),
    push: async (commit, branch) => {
      try {
        await git(["push", "--quiet", "origin", `${commit}:refs/heads/${branch}`], { remote });
      } catch (error) {
        if (!(error instanceof AssignmentFailure) || error.code !== "repository") throw error;
        const failure = pushFailure(error.message);
        if (failure.kind === "refused")
          throw new AssignmentFailure("push_refused", `the push to ${branch} was refused: ${failure.words}`, {
            cause: error,
          });
        const now = await fetchBranch(branch);
        if (now === commit) return;
        throw failure.kind === "moved"
          ? new AssignmentFailure(
              "stale",
              `${branch} has moved to ${now ?? "nothing"}: commits of others stay as they are`,
              { cause: error },
            )
          : error;
      }
    },
  };
}

/** The paths at which git's listing of a commit names another repository's commit. */
const submodulesIn = (listing: Buffer): string[] =>
  listing
    .toString()
    .split("\0")
    .flatMap((line) => (line.startsWith("160000 ") ? [line.slice(line.indexOf("\t") + 1)] : []));

/**
 * Before whatever a repository's own attributes say: files have the bytes that are in git, and git has theirs. Else a file with other
 * line ends than they ask for, one that a filter would write, or a large file's pointer, would differ though nobody has touched it.
 */
const asTheyAre = "* -text -filter -ident -working-tree-encoding\n";

/**
 * Removes git folders that somebody has planted inside the tree: git would obey their settings. Answers their paths. Throws
 * `refused` where the tree can't be looked through.
 */
export async function removePlantedGit(tree: string): Promise<string[]> {
  const { planted, problem } = await survey(tree);
  if (problem !== null) throw new AssignmentFailure("refused", `${problem.path} ${problem.why}`);
  await removePlanted(tree, planted);
  return planted.map(readable);
}

export async function removePlanted(tree: string, paths: readonly ByteName[]): Promise<void> {
  for (const path of paths) await removeAll(within(tree, bytesOf(path)));
}
