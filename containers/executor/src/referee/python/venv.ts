import { lstat, readdir } from "node:fs/promises";
import { join, relative } from "node:path";
import type { Command } from "../../contract.ts";
import type { Project } from "../project-facts.ts";
import { readInside } from "../read-inside.ts";
import { writeInside } from "../write-inside.ts";

/** The folder of a project's virtual environment: beside its files, where uv, Poetry and PDM look for one. */
export const venv = ".venv";

/** Where Python's dependencies are installed, in whichever checkout the project lies; null: nothing says what they are. */
export const pythonFolder = ({ root, prefix, pythonIn }: Project): string | null =>
  pythonIn === null ? null : join(root, relative(`/${prefix}`, `/${pythonIn}`));

/** What runs of a project find before anything else: the programs of its virtual environment, which tools are told not to change. */
export function pythonEnvironment(project: Project): { programs: string[]; env: Record<string, string> } {
  const folder = pythonFolder(project);
  if (folder === null) return { programs: [], env: {} };
  const at = join(folder, venv);
  return {
    programs: [join(at, "bin")],
    env: {
      VIRTUAL_ENV: at,
      UV_NO_SYNC: "1",
      UV_OFFLINE: "1",
      PDM_IGNORE_SAVED_PYTHON: "1",
      PIPENV_IGNORE_VIRTUALENVS: "0",
      PIPENV_VERBOSITY: "-1",
    },
  };
}

/**
 * Makes a copied virtual environment one of the tree that it was copied into: its programs and the links to the project's own code
 * name the tree that it was made in.
 * @param from the tree that it was made in
 * @param to the tree that it lies in now
 */
export async function settleVenv(project: Project, from: string, to: string): Promise<void> {
  if (project.pythonIn === null) return;
  const at = join(project.pythonIn, venv);
  for (const path of await namesOfTree(to, at)) {
    const text = await readInside(to, path);
    // Bytes that are no text would not be the same again.
    if (text === null || text.includes("\uFFFD") || !text.includes(from)) continue;
    await writeInside(to, path, text.replaceAll(from, to));
  }
}

/** The files of a virtual environment that may name its tree: programs, and what says where code lies. No link is followed. */
async function namesOfTree(tree: string, at: string): Promise<string[]> {
  const found = [`${at}/pyvenv.cfg`];
  for (const name of await namesIn(tree, `${at}/bin`)) found.push(`${at}/bin/${name}`);
  for (const python of await namesIn(tree, `${at}/lib`)) {
    const site = `${at}/lib/${python}/site-packages`;
    for (const name of await namesIn(tree, site)) {
      if (/\.(?:pth|egg-link)$|^__editable__/.test(name)) found.push(`${site}/${name}`);
      if (name.endsWith(".dist-info")) found.push(`${site}/${name}/direct_url.json`);
    }
  }
  return found;
}

async function namesIn(tree: string, folder: string): Promise<string[]> {
  const stats = await lstat(join(tree, folder)).catch((error: unknown) => {
    if (error instanceof Error && "code" in error && error.code === "ENOENT") return null;
    throw error;
  });
  return stats?.isDirectory() === true ? readdir(join(tree, folder)) : [];
}

/** A command that looks for programs in these folders first. */
export const withPrograms = (folders: readonly string[], argv: Command["argv"]): Command["argv"] =>
  folders.length === 0
    ? argv
    : ["sh", "-c", 'PATH="$0:$PATH"; export PATH; exec "$@"', folders.join(":"), ...argv];
