import { readManifests, type Manifest } from "./read-manifests.ts";
import { PythonModules } from "./python/python-modules.ts";
import { ScriptModules } from "./script/script-modules.ts";
import type { InstalledPackage } from "./installed-packages.ts";
import type { readScript } from "./script/read-script.ts";

/** What is validated: a tree's files by their paths, as git has them. */
export interface TreeOfTexts {
  /** From the tree's root, with "/". */
  files: ReadonlyMap<string, string>;
  /** Files that are there and whose text nobody has read: pictures, what is too large. */
  others?: readonly string[];
  /** What is installed; not said: as far as a lock file tells. */
  packages?: readonly InstalledPackage[];
  /** Reads modules in the place of `readScript`, such as one that remembers. */
  read?: typeof readScript;
}

/** A tree as rules look at it. */
export interface Tree {
  texts: ReadonlyMap<string, string>;
  paths: ReadonlySet<string>;
  packages: readonly InstalledPackage[] | null;
  manifests: readonly Manifest[];
  scripts: ScriptModules;
  python: PythonModules;
}

/** What a rule has found. */
export interface Found {
  path: string;
  line: number;
  text: string;
}

export function treeOf({ files, others = [], packages, read }: TreeOfTexts): Tree {
  const paths = new Set([...files.keys(), ...others]);
  const manifests = readManifests(files);
  return {
    texts: files,
    paths,
    packages: packages ?? null,
    manifests,
    scripts: new ScriptModules(paths, files, { manifests, ...(read === undefined ? {} : { read }) }),
    python: new PythonModules(paths, files),
  };
}
