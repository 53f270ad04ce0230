import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { isThere } from "./is-there.ts";
import { installFolder, type Project } from "./project-facts.ts";
import { pythonEnvironment } from "./python/venv.ts";

/**
 * What runs of a project find: the programs of its virtual environment before any other, and packages where Yarn has put none into the
 * tree. `own`: what its test script sets.
 */
export async function runEnvironment(
  project: Project,
  own: Readonly<Record<string, string>> = {},
): Promise<{ programs: string[]; env: Record<string, string> }> {
  const { programs, env } = pythonEnvironment(project);
  const options = [...(await plugAndPlay(project)), ...(own["NODE_OPTIONS"] ?? "").split(" ")];
  const forNode = options.filter((word) => word !== "").join(" ");
  return { programs, env: { ...env, ...own, ...(forNode === "" ? {} : { NODE_OPTIONS: forNode }) } };
}

/** How node finds packages without a node_modules, in the words in which Yarn tells it. */
async function plugAndPlay(project: Project): Promise<string[]> {
  const folder = installFolder(project);
  const [required, loader] = [join(folder, ".pnp.cjs"), join(folder, ".pnp.loader.mjs")];
  if (project.manager !== "yarn" || !(await isThere(required))) return [];
  return [
    "--require",
    required,
    ...((await isThere(loader)) ? ["--experimental-loader", pathToFileURL(loader).href] : []),
  ];
}
