import { elementsIn } from "../watch/read.ts";

/** Paths of the files that a prompt says exist; none where nothing does. */
export function existingFiles(prompt: string): string[] {
  const text = elementsIn(prompt, "exists")[0]?.text ?? "";
  const [, after = ""] = /^Files[^\n]*:\n([\s\S]*)/m.exec(text) ?? [];
  const [list = ""] = after.split("\n\n");
  return list.split("\n").filter((line) => /^[\w.@-]+(?:\/[\w.@-]+)*$/.test(line));
}
