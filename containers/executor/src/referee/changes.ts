import { createHash } from "node:crypto";
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { removePlantedGit, type Workspace } from "./workspace.ts";

/** A file that differs from a commit. */
export interface Change {
  path: string;
  kind: "added" | "modified" | "deleted";
  /** A plain file, or something that leads elsewhere: a symbolic link, a repository in the repository. */
  plain: boolean;
}

const author = { name: "Signalbox", email: "signalbox[bot]@users.noreply.github.com" };
const identity = ["-c", `user.name=${author.name}`, "-c", `user.email=${author.email}`];

/** What tools leave in a tree, also where no .gitignore says so. A fix that needs one of them fails a fresh checkout. */
const leftovers = [
  "node_modules",
  "__pycache__",
  "*.pyc",
  "*.tsbuildinfo",
  ".pytest_cache",
  ".mypy_cache",
  ".ruff_cache",
  ".nyc_output",
  "/coverage/",
  "/.coverage",
];

/**
 * The index holds exactly the tree from here on; answers how it differs from a commit. A git folder planted in the
 * tree is removed before git could read it, and counts as a change.
 */
export async function stage(workspace: Workspace, from: string): Promise<Change[]> {
  const planted = await removePlantedGit(workspace.tree);
  await writeFile(join(workspace.gitDir, "info", "exclude"), leftovers.join("\n"));
  await workspace.git(["add", "--all", "."]);
  return [
    ...planted.map((path): Change => ({ path, kind: "added", plain: false })),
    ...(await stagedSince(workspace, from)),
  ];
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

/** Makes the tree equal to a commit; what git ignores (installed dependencies) stays. */
export async function resetTo(workspace: Workspace, commit: string): Promise<void> {
  await removePlantedGit(workspace.tree);
  await workspace.git(["checkout", "--quiet", "--force", "--detach", commit]);
  await workspace.git(["reset", "--quiet", "--hard", commit]);
  await workspace.git(["clean", "-ffdq"]);
}

/** Undoes what runs have done to the tree since it was staged. */
export async function restoreStaged(workspace: Workspace): Promise<void> {
  await removePlantedGit(workspace.tree);
  await workspace.git(["checkout-index", "--all", "--force", "--quiet"]);
  await workspace.git(["clean", "-ffdq"]);
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
