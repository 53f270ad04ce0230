import { readdir, readFile, stat } from "node:fs/promises";
import { join, relative, resolve as resolvePath } from "node:path";
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

/** As npm and PyPI both take it for a package's name. */
const packageName = /^[a-z](?:[a-z0-9-]{0,58}[a-z0-9])?$/;

/**
 * Puts the software's name and description where a template has `{{name}}` and `{{description}}`. Throws an Error when the name can't
 * be a package's.
 */
export function fillTemplate(
  files: readonly TemplateFile[],
  { name, description }: { name: string; description: string },
): TemplateFile[] {
  if (!packageName.test(name))
    throw new Error(
      `"${name}" can't be a package's name: small letters, digits and hyphens, beginning with a letter, at most 60 characters`,
    );
  const line = description.replaceAll(/\s+/g, " ").trim();
  // Where it stands between quotation marks.
  const inQuotes = JSON.stringify(line).slice(1, -1);
  return files.map((file) => ({
    ...file,
    text: file.text
      .replaceAll("{{name}}", name)
      .replaceAll("{{description}}", () =>
        /\.(?:json|toml|[cm]?[jt]sx?|py)$/.test(file.path) ? inQuotes : line,
      ),
  }));
}
