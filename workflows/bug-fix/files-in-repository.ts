import { githubClient } from "../../shared/integrations/github/client.ts";
import type { DurableRun } from "../durable-run.ts";
import { attempted } from "../attempted.ts";

/**
 * A trace's files as they lie in the repository. A package of several in one repository is built and deployed by itself, so
 * that its traces begin at its own folder: where the innermost file isn't, but one alone ends like it, its folder is put before all.
 */
export async function filesInRepository(
  run: DurableRun,
  { repository, files, base }: { repository: string; files: string[]; base: string },
): Promise<string[]> {
  const [first] = files;
  const name = first?.split("/").at(-1) ?? "";
  if (first === undefined || !/^[\w.-]{3,}$/.test(name)) return files;
  return run.attempt("files in repository", async () => {
    const github = githubClient(run.spine);
    const there = await github.file(repository, first, base);
    if (there.kind !== "answered")
      return there.kind === "refused" ? { kind: "done", value: files } : attempted(there);
    if (there.value !== null) return { kind: "done", value: files };
    const found = await github.searchCode([repository], [name]);
    if (found.kind !== "answered")
      return found.kind === "refused" ? { kind: "done", value: files } : attempted(found);
    return {
      kind: "done",
      value: underFolder(
        files,
        found.value.map(({ path }) => path),
      ),
    };
  });
}

/** The files with the folder before them in which the first of them lies; as they are when that isn't clear. */
export function underFolder(files: readonly string[], found: readonly string[]): string[] {
  const [first = ""] = files;
  const [path, ...others] = found.filter((one) => one.endsWith(`/${first}`));
  if (path === undefined || others.length > 0) return [...files];
  const folder = path.slice(0, path.length - first.length);
  return files.map((file) => (file.startsWith(folder) ? file : `${folder}${file}`));
}
