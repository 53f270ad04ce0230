import { readdir, readFile, stat } from "node:fs/promises";
import { join, relative, resolve as resolvePath } from "node:path";
import { fillTemplate, type TemplateWords } from "../../../../shared/domain/delivery/fill-template.ts";
import type { StackId } from "../../../../shared/domain/delivery/stack-id.ts";
import { isThere } from "../referee/is-there.ts";

/** Where the stacks' templates lie: a folder for each, by its id. */
export const shippedTemplates = resolvePath(import.meta.dirname, "../../stacks");

/** A file of a template. */
export interface TemplateFile {
  /** From the project's root. */
  path: string;
  text: string;
  /** May it be run as a program? */
  isProgram: boolean;
}

/** What somebody who has tried a template in its place leaves there. */
const leftovers = new Set([
  "node_modules",
  ".git",
  "dist",
  "coverage",
  ".venv",
  "__pycache__",
  ".pytest_cache",
  ".mypy_cache",
  ".ruff_cache",
]);

/** Reads a stack's template. Throws an Error when there is none, or when a file of it isn't UTF-8. */
export async function readTemplate(root: string, stack: StackId): Promise<TemplateFile[]> {
  const folder = join(root, stack);
  if (!(await isThere(folder))) throw new Error(`there is no template of ${stack} in ${root}`);
  const files: TemplateFile[] = [];
  const text = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });
  const left = [folder];
  for (let at = left.pop(); at !== undefined; at = left.pop())
    for (const entry of await readdir(at, { withFileTypes: true })) {
      const full = join(at, entry.name);
      if (leftovers.has(entry.name)) continue;
      if (entry.isDirectory()) left.push(full);
      else if (entry.isFile())
        files.push({
          path: relative(folder, full),
          text: text.decode(await readFile(full)),
          isProgram: ((await stat(full)).mode & 0o100) !== 0,
        });
    }
  return files.toSorted((a, b) => (a.path < b.path ? -1 : 1));
}

/** The files with the software's name and description in them. Throws a RangeError naming what is wrong with the name. */
export function withWords(files: readonly TemplateFile[], words: TemplateWords): TemplateFile[] {
  const texts = fillTemplate(new Map(files.map(({ path, text }) => [path, text])), words);
  return files.map((file) => ({ ...file, text: texts.get(file.path) ?? file.text }));
}
