import { createHash } from "node:crypto";
import { lstatSync } from "node:fs";
import { readdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { readable, within } from "../byte-names.ts";
import { removeAll } from "../remove-folder.ts";
import { changeProblem } from "./quota.ts";
import { survey } from "./survey.ts";
import { isPointer } from "./not-fetched.ts";
import { whatLiesAt } from "./what-lies-at.ts";
import { removePlanted, type Workspace } from "./workspace.ts";

/** A file that differs from a commit. */
export interface Change {
  path: string;
  kind: "added" | "modified" | "deleted";
  /** A plain file, or something that leads elsewhere: a symbolic link, a repository in the repository. */
  plain: boolean;
  /** Set: it can't be looked at, and this is why. */
  why?: string;
}

const author = { name: "Signalbox", email: "signalbox[bot]@users.noreply.github.com" };
const identity = ["-c", `user.name=${author.name}`, "-c", `user.email=${author.email}`];

/**
 * The index holds exactly the tree from here on; answers how it differs from a commit. What git must not read, because it
 * would obey it or never come to an end, counts as a change and isn't staged.
 */
export async function stage(workspace: Workspace, from: string): Promise<Change[]> {
  const { planted, special, problem } = await survey(workspace.tree);
  if (problem !== null) return [{ ...problem, kind: "added", plain: false }];
  await removePlanted(workspace.tree, planted);
  for (const path of special) {
    // A plain file in its place: git knows best whether it is ignored.
    const full = join(workspace.tree, readable(path));
    await removeAll(full);
    await writeFile(full, "", { flag: "wx" });
  }
  await workspace.installed.exclude();
  const repositories = planted.map((path): Change => ({ path: readable(path), kind: "added", plain: false }));
  const large = await changeTooLarge(workspace);
  if (large !== null) return [...repositories, { ...large, kind: "added", plain: false }];
  await workspace.git(["add", "--all", "."]);
  await keepSubmodules(workspace, from);
  const wasSpecial = new Set(special.map(readable));
  return [
    ...repositories,
    ...(await withoutPointers(workspace, from, await stagedSince(workspace, from))).map((change) =>
      wasSpecial.has(change.path)
        ? { ...change, plain: false, why: "is a pipe, a socket or a device" }
        : change,
    ),
  ];
}

/** A submodule's folder is empty here: without it, there is as much of the submodule as before. */
async function keepSubmodules({ git, tree, submodules }: Workspace, from: string): Promise<void> {
  const gone = submodules.filter((path) => whatLiesAt(tree, path) === "nothing");
  if (gone.length > 0)
    await git(["reset", "--quiet", from, "--", ...gone.map((path) => `:(literal)${path}`)]);
}

/** In place of a large file's pointer only another pointer can be committed: whoever gets the files would find no large one. */
async function withoutPointers(
  workspace: Workspace,
  from: string,
  changes: readonly Change[],
): Promise<Change[]> {
  const looked: Change[] = [];
  for (const [index, change] of changes.entries()) {
    const was =
      index < mostLookedAt && change.kind === "modified" && change.plain
        ? await textAt(workspace, from, change.path)
        : null;
    looked.push(
      was !== null && isPointer(was)
        ? { ...change, why: "is a large file's pointer (Git LFS): the file itself isn't here" }
        : change,
    );
  }
  return looked;
}

/** More than any plan names. */
const mostLookedAt = 200;

/** The first file of those that differ from the index that git had better not hash, and why; null when there is none. */
async function changeTooLarge({ git, tree }: Workspace): Promise<{ path: string; why: string } | null> {
  const lists = [
    await git(["ls-files", "--others", "--exclude-standard", "-z"]),
    await git(["diff", "--name-only", "--no-renames", "--no-ext-diff", "--ignore-submodules=all", "-z"]),
  ];
  let files = 0;
  let bytes = 0;
  for (const path of lists.flatMap((list) => list.toString().split("\0")).filter((each) => each !== "")) {
    const found = lstatSync(join(tree, path), { throwIfNoEntry: false });
    if (found?.isFile() !== true) continue;
    files += 1;
    bytes += found.size;
    const why = changeProblem({ size: found.size, names: found.nlink }, { files, bytes });
    if (why !== null) return { path, why };
  }
  return null;
}

/** How what is staged differs from a commit. */
export const stagedSince = (workspace: Workspace, from: string): Promise<Change[]> =>
  changesSince(workspace, ["--cached", from]);

/** How two commits differ. */
export const changesBetween = (workspace: Workspace, from: string, to: string): Promise<Change[]> =>
  changesSince(workspace, [from, to]);

async function changesSince(workspace: Workspace, revisions: string[]): Promise<Change[]> {
  const raw = await workspace.git([
    "diff",
    "--raw",
    "--no-renames",
    "--ignore-submodules=none",
    "-z",
    ...revisions,
  ]);
  const parts = raw.toString().split("\0");
  const changes: Change[] = [];
  for (let index = 0; index + 1 < parts.length; index += 2) {
    // ":100644 100755 <from> <to> M"
    const [, mode = "", , , status = ""] = (parts[index] ?? "").split(" ");
    changes.push({
      path: parts[index + 1] ?? "",
      kind: status === "A" ? "added" : status === "D" ? "deleted" : "modified",
      plain: status === "D" || mode.startsWith("100"),
    });
  }
  return changes;
}

/** Commits what is staged and makes the tree equal to it. Answers the commit. */
export async function commitStaged(workspace: Workspace, message: string): Promise<string> {
  await workspace.git([...identity, "commit", "--quiet", "--no-verify", "--cleanup=verbatim", "--file=-"], {
    input: message,
  });
  const commit = (await workspace.git(["rev-parse", "HEAD"])).toString().trim();
  await resetTo(workspace, commit);
  return commit;
}

/** Makes the tree equal to a commit; what git ignores and installed packages stay. */
export async function resetTo(workspace: Workspace, commit: string): Promise<void> {
  await makeReadable(workspace.tree);
  await workspace.installed.exclude();
  await workspace.git(["checkout", "--quiet", "--force", "--detach", commit]);
  await workspace.git(["reset", "--quiet", "--hard", commit]);
  await workspace.git(["clean", "-ffdq"]);
}

/** Undoes what runs have done to the tree since it was staged. */
export async function restoreStaged(workspace: Workspace): Promise<void> {
  await makeReadable(workspace.tree);
  await workspace.installed.exclude();
  await workspace.git(["checkout-index", "--all", "--force", "--quiet"]);
  await workspace.git(["clean", "-ffdq"]);
}

/** What git must not read is removed; where there is no end of it, everything is. */
async function makeReadable(tree: string): Promise<void> {
  const { planted, special, problem } = await survey(tree);
  if (problem === null) await removePlanted(tree, [...planted, ...special]);
  else for (const name of await readdir(tree, { encoding: "buffer" })) await removeAll(within(tree, name));
}

/** SHA-256 of the tracked files that a condition picks, as they are staged: read from git, never from the tree. */
export async function hashes(
  workspace: Workspace,
  picks: (path: string) => boolean,
): Promise<Record<string, string>> {
  const found: Record<string, string> = {};
  const listed = (await workspace.git(["ls-files", "--stage", "-z"])).toString().split("\0");
  for (const line of listed) {
    const [head = "", path] = line.split("\t");
    const [mode = "", blob = ""] = head.split(" ");
    if (path === undefined || !picks(path) || mode === "160000") continue;
    found[path] = createHash("sha256")
      .update(await workspace.git(["cat-file", "blob", blob]))
      .digest("hex");
  }
  return found;
}

/** The text of a file in a commit; null when there is none. */
export async function textAt(workspace: Workspace, commit: string, path: string): Promise<string | null> {
  const listed = (await workspace.git(["ls-tree", "-z", commit, "--", `:(literal)${path}`])).toString();
  const [mode = "", kind, rest = ""] = listed.split(" ");
  if (kind !== "blob" || mode === "120000") return null;
  return (await workspace.git(["cat-file", "blob", rest.slice(0, 40)])).toString();
}

/** One commit of the referee's own, as an assignment that takes over finds it on the branch. */
export interface OwnCommit {
  commit: string;
  phase: string;
}

/**
 * The commits after `from` up to `to`, oldest first, when each is the referee's own for this task; null when one is
 * anybody else's. That only says how to go on: their content is checked again.
 */
export async function ownCommits(
  workspace: Workspace,
  from: string,
  to: string,
  taskId: string,
): Promise<OwnCommit[] | null> {
  const format =
    "--format=%H%x1f%P%x1f%ce%x1f%(trailers:key=Task,valueonly,separator=)%x1f%(trailers:key=Phase,valueonly,separator=)";
  const lines = (await workspace.git(["log", "--reverse", format, `${from}..${to}`])).toString().split("\n");
  const own: OwnCommit[] = [];
  let before = from;
  for (const line of lines.filter((each) => each !== "")) {
    const [commit = "", parents, email, task, phase = ""] = line.split("\u{1f}");
    if (parents !== before || email !== author.email || task !== taskId) return null;
    own.push({ commit, phase });
    before = commit;
  }
  return before === to ? own : null;
}
