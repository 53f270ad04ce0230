import { git, gitBytes, GitError, verified } from "./git.ts";

export interface Entry {
  type: "file" | "dir";
  path: string;
  sha: string;
  size: number;
}

/** A file or a folder of a commit; null when the path names neither. */
export async function contentsOf(
  dir: string,
  commit: string,
  path: string,
): Promise<{ entry: Entry; bytes: Buffer } | { folder: Entry[] } | null> {
  const sha = await verified(dir, `${commit}:${path}`);
  if (sha === null) return null;
  if ((await git(dir, ["cat-file", "-t", sha])) === "blob") {
    const bytes = await gitBytes(dir, ["cat-file", "blob", sha]);
    return { entry: { type: "file", path, sha, size: bytes.length }, bytes };
  }
  const lines = (await git(dir, ["ls-tree", "-z", "--long", sha])).split("\0").filter((line) => line !== "");
  const folder = lines.map((line): Entry => {
    const [meta = "", name = ""] = line.split("\t");
    const [, type, id = "", size] = meta.split(/ +/);
    const below = path === "" ? name : `${path}/${name}`;
    return type === "tree"
      ? { type: "dir", path: below, sha: id, size: 0 }
      : { type: "file", path: below, sha: id, size: Number(size) };
  });
  return { folder };
}

/** All that a commit holds, folders too, as GitHub lists it. */
export async function treeOf(
  dir: string,
  commit: string,
): Promise<{ path: string; mode: string; type: string; sha: string; size?: number }[]> {
  const lines = (await git(dir, ["ls-tree", "-r", "-t", "-z", "--long", commit])).split("\0");
  return lines
    .filter((line) => line !== "")
    .map((line) => {
      const [meta = "", path = ""] = line.split("\t");
      const [mode = "", type = "", sha = "", size = ""] = meta.split(/ +/);
      return { path, mode, type, sha, ...(type === "blob" ? { size: Number(size) } : {}) };
    });
}

/** Files of a commit that hold all of the words, in any case. */
export async function grep(dir: string, commit: string, words: readonly string[]): Promise<string[]> {
  const patterns = words.flatMap((word) => ["-e", word]);
  try {
    const found = await git(dir, ["grep", "-l", "-z", "-i", "-F", "-I", "--all-match", ...patterns, commit]);
    return found
      .split("\0")
      .filter((line) => line !== "")
      .map((line) => line.slice(commit.length + 1));
  } catch (error) {
    if (error instanceof GitError && error.exitCode === 1) return [];
    throw error;
  }
}
