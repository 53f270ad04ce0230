import { readInside } from "./read-inside.ts";
import type { Workspace } from "./workspace.ts";

/** Is a file's text what Git LFS has in git in place of a large file? */
export const isPointer = (text: string): boolean =>
  text.startsWith("version https://git-lfs.github.com/spec/");

const mostNamed = 5;

/** What a repository has elsewhere, and the tests won't find here, a sentence each: submodules, and large files. */
export async function notFetchedNotes(workspace: Workspace): Promise<string[]> {
  const { submodules } = workspace;
  const notes: string[] = [];
  if (submodules.length > 0) {
    const more = submodules.length > mostNamed ? ", …" : "";
    const names = submodules.slice(0, mostNamed).join(", ");
    notes.push(
      `Submodules are not fetched: ${names}${more} ${submodules.length === 1 ? "is an empty folder" : "are empty folders"} here.`,
    );
  }
  const patterns: string[] = [];
  for (const path of (await workspace.files()).filter((each) => /(?:^|\/)\.gitattributes$/.test(each)))
    for (const [, pattern = ""] of ((await readInside(workspace.tree, path)) ?? "").matchAll(largeFiles))
      patterns.push(pattern);
  if (patterns.length > 0)
    notes.push(
      `Large files (Git LFS) are not fetched: ${[...new Set(patterns)].slice(0, mostNamed).join(", ")} ${patterns.length === 1 ? "has" : "have"} only pointers here.`,
    );
  return notes;
}

const largeFiles = /^[ \t]*([^\s#]\S*)[ \t][^\n]*\bfilter=lfs\b/gm;
