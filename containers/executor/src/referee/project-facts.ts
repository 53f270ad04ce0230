import { join, relative } from "node:path";
import { z } from "zod";

/** What a package.json says that matters for tests. */
export const packageSchema = z.object({
  packageManager: z.string().optional(),
  workspaces: z.unknown().optional(),
  scripts: z.record(z.string(), z.string()).default({}),
  dependencies: z.record(z.string(), z.string()).default({}),
  devDependencies: z.record(z.string(), z.string()).default({}),
  jest: z.unknown().optional(),
  mocha: z.unknown().optional(),
  ava: z.unknown().optional(),
});
export type PackageJson = z.infer<typeof packageSchema>;

export type PackageManager = "npm" | "pnpm" | "yarn" | "bun";

/** Where and with what a repository's tests run. */
export interface Project {
  /** Absolute path of the folder in which commands run. */
  root: string;
  /** The same from the tree's root: "" or "packages/api/". */
  prefix: string;
  /** Tracked files from `root`. */
  files: readonly string[];
  manager: PackageManager;
  /** Where its dependencies are installed from, from the tree's root: its own folder, or its workspace's. */
  installedIn: string;
  /** The lock file there, when there is one. */
  lockFile: string | null;
  manifest: PackageJson | null;
  /** Where Python's dependencies are installed, from the tree's root; null: nothing says what they are. */
  pythonIn: string | null;
  /** Tracked files from there. */
  pythonFiles: readonly string[];
  dependsOn(name: string): boolean;
  mentions(path: string, pattern: RegExp): boolean;
  /** A settings file's text; null: there is none, or it is none that settings stand in. */
  text(path: string): string | null;
  /** What its tests in Python are written for, by what those that are there import; null: there are none. */
  pythonTests(): "pytest" | "unittest" | null;
  /** How a program of the project's dependencies is called. */
  program(name: string): [string, ...string[]];
}

/** Where the dependencies are installed from, in whichever checkout the project lies. */
export const installFolder = ({ root, prefix, installedIn }: Project): string =>
  join(root, relative(`/${prefix}`, `/${installedIn}`));
