import type { Workspace } from "./workspace.ts";

/** What differs between two commits, as people look at it. */
export interface Changed {
  files: { path: string; added: number; removed: number }[];
  /** Files that aren't text. */
  hidden: string[];
  /** The unified diff, all of it. */
  whole: string;
}

/** Characters of a diff that are told. */
export const longestDiff = 200_000;

/** Reads what differs between two commits. */
export async function changed(workspace: Workspace, from: string, to: string): Promise<Changed> {
  const between = ["--no-renames", "--no-ext-diff", "--no-textconv", from, to];
  const numbers = (await workspace.git(["diff", "--numstat", "-z", ...between])).toString().split("\0");
  const files = numbers
    .filter((line) => line !== "")
    .map((line) => {
      // Binary files have no numbers: "-".
      const [added = "", removed = "", path = ""] = line.split("\t");
      return { path, added: Number(added) || 0, removed: Number(removed) || 0 };
    });
  return {
    files,
    hidden: numbers.flatMap((line) => (line.startsWith("-\t-\t") ? [line.slice(4)] : [])),
    // A byte that no text has makes git, and whoever shows a pull request, show nothing of a file.
    whole: (await workspace.git(["diff", "--text", ...between])).toString(),
  };
}
