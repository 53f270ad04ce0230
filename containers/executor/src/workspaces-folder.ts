import { chmod, mkdir, readdir, realpath, stat } from "node:fs/promises";
import { basename, dirname, join } from "node:path";
import { defaultWorkspaces, SettingsError } from "./settings.ts";

/** Names that tools look for in every folder above the one that they run in. */
const lookedFor =
  /^(?:node_modules|package\.json|pnpm-workspace\.yaml|\.pnp\.[cm]?js|\.npmrc|\.yarnrc(?:\.yml)?|\.babelrc.*|babel\.config\..+|tsconfig\.json|(?:jest|vite|vitest|postcss)\.config\..+|\.mocharc.*|\.git|go\.(?:mod|work)|conftest\.py|pytest\.ini|\.pytest\.ini|pyproject\.toml|tox\.ini|setup\.(?:cfg|py))$/;

/**
 * Makes the folder that assignments get theirs in. Runners look for modules, settings and packages in every folder above
 * the tests, so that whoever may write to one of these has a say in every run: throws SettingsError for such a folder.
 * `found` names what lies in these folders already and would be found.
 */
export async function prepareWorkspaces(wanted: string): Promise<{ folder: string; found: string[] }> {
  const there = await realpath(await nearest(wanted));
  await refuseForeign(there, wanted);
  try {
    const made = await mkdir(wanted, { recursive: true, mode: 0o711 });
    // Others may pass, to what they know the name of, and not look around.
    if (made !== undefined) await chmod(wanted, 0o711);
  } catch (error) {
    throw new SettingsError(
      `WORKSPACES is ${wanted}, which can't be made: ${error instanceof Error ? error.message : String(error)}`,
    );
  }
  const folder = await realpath(wanted);
  await refuseForeign(folder, wanted);
  const found: string[] = [];
  for (const above of foldersAbove(folder))
    for (const name of await namesIn(above)) if (lookedFor.test(name)) found.push(join(above, name));
  return { folder, found };
}

/** The folder itself and all above it. */
function foldersAbove(folder: string): string[] {
  const above = dirname(folder);
  return above === folder ? [folder] : [folder, ...foldersAbove(above)];
}

async function refuseForeign(folder: string, wanted: string): Promise<void> {
  const ours = process.geteuid?.();
  for (const each of foldersAbove(folder)) {
    const { uid, mode } = await stat(each);
    const why =
      uid !== 0 && uid !== ours
        ? `belongs to user ${uid}`
        : (mode & 0o022) === 0
          ? null
          : `can be written to by others (mode ${(mode & 0o7777).toString(8)})`;
    if (why !== null)
      throw new SettingsError(
        `WORKSPACES is ${wanted}, but ${each} ${why}: tests look for modules and settings in all folders above their own. ` +
          `Set WORKSPACES to a folder that only root and this server's user can write to, all the way up from it, such as ${defaultWorkspaces()}`,
      );
  }
}

/** What of a path is there already. */
async function nearest(path: string): Promise<string> {
  try {
    await stat(path);
    return path;
  } catch (error) {
    if (!(error instanceof Error && "code" in error && error.code === "ENOENT") || basename(path) === "")
      throw new SettingsError(
        `WORKSPACES leads to ${path}, which can't be looked at: ${error instanceof Error ? error.message : String(error)}`,
      );
    return nearest(dirname(path));
  }
}

/** A folder that this process may pass and not read tells it nothing: nor does it tell whoever runs tests. */
async function namesIn(folder: string): Promise<string[]> {
  try {
    return await readdir(folder);
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "EACCES") return [];
    throw error;
  }
}
