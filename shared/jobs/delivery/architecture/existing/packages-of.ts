import { z } from "zod";
import type { Snapshot } from "./snapshot.ts";
import { baseOf, isManifest } from "./telling-files.ts";

const names = z.record(z.string(), z.unknown()).default({});
const packageForm = z.object({ dependencies: names, devDependencies: names, peerDependencies: names });

/** What a repository's manifests say that it is made of. */
export interface Packages {
  /** Names of npm packages, of all its manifests together. */
  npm: ReadonlySet<string>;
  /** Paths of the package.json files that were read. */
  node: readonly string[];
  /** Paths of the manifests of Python that were read. */
  python: readonly string[];
  /** Words of Python's manifests in lower case, among them the names of what it needs. */
  pythonWords: ReadonlySet<string>;
  /** Manifests that can't be read. */
  broken: readonly string[];
}

export function packagesOf({ texts }: Pick<Snapshot, "texts">): Packages {
  const npm = new Set<string>();
  const pythonWords = new Set<string>();
  const node: string[] = [];
  const python: string[] = [];
  const broken: string[] = [];
  for (const [path, text] of texts) {
    if (!isManifest(path)) continue;
    if (baseOf(path) === "package.json") {
      const needs = npmNames(text);
      if (needs === null) broken.push(path);
      else node.push(path);
      for (const name of needs ?? []) npm.add(name);
    } else {
      python.push(path);
      for (const [word] of text.toLowerCase().matchAll(/[a-z][a-z0-9_-]*/g)) pythonWords.add(word);
    }
  }
  return { npm, node, python, pythonWords, broken };
}

/** Names of all that a package.json needs; null when it is none. */
function npmNames(text: string): string[] | null {
  try {
    const { success, data } = packageForm.safeParse(JSON.parse(text.replace(/^\ufeff/, "")));
    return success
      ? [data.dependencies, data.devDependencies, data.peerDependencies].flatMap((all) => Object.keys(all))
      : null;
  } catch (error) {
    if (error instanceof SyntaxError) return null;
    throw error;
  }
}
