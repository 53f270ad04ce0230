import { parsePatch } from "diff";

export interface DiffLine {
  kind: "added" | "removed" | "same" | "note";
  /** Line numbers before and after; null where the line isn't there. */
  before: number | null;
  after: number | null;
  text: string;
}

/** What a diff does to a file. Without `hunks`, it could not be read as a diff: then `text` says what there is. */
export interface DiffFile {
  path: string;
  /** Its path before, when it was another. */
  from: string | null;
  change: "changed" | "created" | "deleted" | "moved";
  added: number;
  removed: number;
  hunks: DiffLine[][] | null;
  text: string;
}

/** The files of a unified diff as git writes it. A file that was cut off, as long diffs are, is shown as it stands. */
export function filesOfDiff(diff: string): DiffFile[] {
  return diff
    .split(/^(?=diff --git )/m)
    .filter((part) => part.trim() !== "")
    .map(fileOf);
}

function fileOf(text: string): DiffFile {
  const patch = patchOf(text);
  const header = /^diff --git a\/(.+) b\/(.+)$/m.exec(text);
  const before = pathOf(patch?.oldFileName) ?? header?.[1] ?? null;
  const after = pathOf(patch?.newFileName) ?? header?.[2] ?? null;
  const isCreated = patch?.isCreate === true || patch?.oldFileName === "/dev/null";
  const isDeleted = patch?.isDelete === true || patch?.newFileName === "/dev/null";
  const isMoved = !isCreated && !isDeleted && before !== null && after !== null && before !== after;
  const hunks = patch?.hunks.map(linesOf) ?? null;
  const count = (kind: DiffLine["kind"]): number =>
    (hunks ?? []).flat().filter((line) => line.kind === kind).length;
  return {
    path: after ?? before ?? "A file",
    from: isMoved ? before : null,
    change: isCreated ? "created" : isDeleted ? "deleted" : isMoved ? "moved" : "changed",
    added: count("added"),
    removed: count("removed"),
    hunks,
    text,
  };
}

type Patch = ReturnType<typeof parsePatch>[number];

function patchOf(text: string): Patch | undefined {
  try {
    return parsePatch(text)[0];
  } catch {
    // Cut off in the middle of a hunk, say: the reader gets the text.
    return undefined;
  }
}

/** A path without git's a/ and b/; null for none. */
function pathOf(name: string | undefined): string | null {
  if (name === undefined || name === "" || name === "/dev/null") return null;
  return name.replace(/^[ab]\//, "");
}

const kinds: Record<string, DiffLine["kind"]> = { "+": "added", "-": "removed", " ": "same", "\\": "note" };

function linesOf({ oldStart, newStart, lines }: Patch["hunks"][number]): DiffLine[] {
  let [before, after] = [oldStart, newStart];
  return lines.map((line) => {
    const kind = kinds[line.slice(0, 1)] ?? "same";
    const isBefore = kind === "same" || kind === "removed";
    const isAfter = kind === "same" || kind === "added";
    const shown: DiffLine = {
      kind,
      before: isBefore ? before : null,
      after: isAfter ? after : null,
      text: kind === "note" ? line.slice(1).trim() : line.slice(1),
    };
    if (isBefore) before += 1;
    if (isAfter) after += 1;
    return shown;
  });
}
