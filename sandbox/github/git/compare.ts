import { git, GitError } from "./git.ts";

const statuses: Record<string, string> = {
  A: "added",
  M: "modified",
  D: "removed",
  R: "renamed",
  C: "copied",
  T: "changed",
};

export interface ChangedFile {
  filename: string;
  status: string;
  additions: number;
  deletions: number;
  changes: number;
  sha: string;
  previous_filename?: string;
  /** Absent for what isn't text. */
  patch?: string;
}

/** What one commit has that another hasn't, as `base...head` means it: from where they parted. Null: they never met. */
export async function compare(dir: string, base: string, head: string): Promise<Comparison | null> {
  const mergeBase = await mergeBaseOf(dir, base, head);
  if (mergeBase === null) return null;
  const [ahead, behind, log, files] = await Promise.all([
    git(dir, ["rev-list", "--count", `${base}..${head}`]),
    git(dir, ["rev-list", "--count", `${head}..${base}`]),
    git(dir, ["log", "--reverse", "-z", "--format=%H%n%an%n%ae%n%aI%n%P%n%B", `${base}..${head}`]),
    changedFiles(dir, mergeBase, head),
  ]);
  const commits = log
    .split("\0")
    .filter((entry) => entry !== "")
    .map((entry) => {
      const [sha = "", name = "", email = "", date = "", parents = "", ...message] = entry.split("\n");
      return {
        sha,
        commit: { author: { name, email, date }, message: message.join("\n").trim() },
        parents: parents
          .split(" ")
          .filter(Boolean)
          .map((parent) => ({ sha: parent })),
      };
    });
  return { mergeBase, ahead: Number(ahead), behind: Number(behind), commits, files };
}

export interface Comparison {
  mergeBase: string;
  ahead: number;
  behind: number;
  commits: {
    sha: string;
    commit: { author: { name: string; email: string; date: string }; message: string };
    parents: { sha: string }[];
  }[];
  files: ChangedFile[];
}

async function mergeBaseOf(dir: string, base: string, head: string): Promise<string | null> {
  try {
    return await git(dir, ["merge-base", base, head]);
  } catch (error) {
    if (error instanceof GitError && error.exitCode === 1) return null;
    throw error;
  }
}

async function changedFiles(dir: string, from: string, to: string): Promise<ChangedFile[]> {
  const diff = async (...form: string[]): Promise<string> =>
    git(dir, ["diff", "--no-color", "--no-ext-diff", "--find-renames", "--full-index", ...form, from, to]);
  const [raw, numbers, patches] = await Promise.all([diff("--raw", "-z"), diff("--numstat", "-z"), diff()]);
  // All three name the files in the same order. A line of a file never begins with "diff": it has a sign before it.
  const sections = patches.split(/^diff --git /m).slice(1);
  const counts = [...numbers.matchAll(/(\d+|-)\t(\d+|-)\t/g)];
  const entries = [
    ...raw.matchAll(/:\d+ \d+ [0-9a-f]+ ([0-9a-f]+) ([A-Z])\d*\0([^\0]+)\0((?!:\d)[^\0]+\0)?/g),
  ];
  return entries.map(([, sha = "", letter = "M", first = "", second], n) => {
    const filename = second === undefined ? first : second.slice(0, -1);
    const [, added, removed] = counts[n] ?? [];
    const additions = Number(added === "-" ? 0 : added);
    const deletions = Number(removed === "-" ? 0 : removed);
    const section = sections[n] ?? "";
    const start = section.search(/^@@ /m);
    return {
      sha,
      filename,
      status: statuses[letter] ?? "changed",
      additions,
      deletions,
      changes: additions + deletions,
      ...(second === undefined ? {} : { previous_filename: first }),
      ...(start < 0 ? {} : { patch: section.slice(start).replace(/\n$/, "") }),
    };
  });
}
