import { isRead, largestFile, mostText } from "../validate/read-tree.ts";
import type { Workspace } from "./workspace.ts";

/** A tree's files as git has them. */
export interface Texts {
  files: Map<string, string>;
  /** Files without a text that anybody reads: pictures, links, what is too large. */
  others: string[];
}

/** The texts of a commit or a tree: read from git, never from a folder in which foreign code may have put something else. */
export async function textsOf({ git }: Workspace, commit: string): Promise<Texts> {
  const listed = (await git(["ls-tree", "-r", "-l", "-z", "--full-tree", commit])).toString();
  const files = new Map<string, string>();
  const others: string[] = [];
  const wanted: { path: string; blob: string }[] = [];
  let size = 0;
  for (const line of listed.split("\0").filter((each) => each !== "")) {
    const tab = line.indexOf("\t");
    const path = line.slice(tab + 1);
    // "100644 blob <id>    1234"
    const [mode = "", kind, blob = "", bytes = ""] = line.slice(0, tab).split(/ +/);
    const isText = kind === "blob" && mode.startsWith("100") && isRead(path) && Number(bytes) <= largestFile;
    if (isText) size += Number(bytes);
    if (isText && size <= mostText) wanted.push({ path, blob });
    else others.push(path);
  }
  const input = wanted.map(({ blob }) => `${blob}\n`).join("");
  const output = wanted.length === 0 ? Buffer.alloc(0) : await git(["cat-file", "--batch"], { input });
  let at = 0;
  for (const { path } of wanted) {
    // "<id> blob 1234", the bytes, and an end of the line.
    const head = output.indexOf("\n", at);
    const bytes = Number(output.toString("latin1", at, head).split(" ").at(-1));
    const text = output.toString("utf8", head + 1, head + 1 + bytes);
    at = head + 1 + bytes + 1;
    if (text.includes("\0")) others.push(path);
    else files.set(path, text);
  }
  return { files, others };
}

/** What is staged, as a tree of git's. */
export const stagedTree = async ({ git }: Workspace): Promise<string> =>
  (await git(["write-tree"])).toString().trim();
