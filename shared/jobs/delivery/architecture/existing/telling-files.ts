import { repositoryPath } from "../../../../domain/repository.ts";
import { protectedReason } from "../../../../domain/protected-files.ts";

/** Files that tell most of a repository, and how many bytes of each are worth fetching. */
const kinds = {
  readme: { most: 1, bytes: 200_000 },
  manifest: { most: 12, bytes: 200_000 },
  source: { most: 30, bytes: 60_000 },
} as const;

/** Folders so deep are looked into for manifests: those of packages in one repository, not of fixtures. */
const deepestManifest = 3;

const notItsOwn =
  /(?:^|\/)(?:node_modules|bower_components|dist|build|out|coverage|target|vendor|__pycache__|site-packages|\.next|\.nuxt|\.output|\.svelte-kit|\.cache|\.turbo|\.venv|venv|\.tox|\.git)\//;
const made = /\.(?:min\.(?:js|css)|map|pyc|tsbuildinfo)$|(?:^|\/)\.DS_Store$/;
const manifests = new Set([
  "package.json",
  "pyproject.toml",
  "requirements.txt",
  "setup.cfg",
  "setup.py",
  "Pipfile",
]);
const tests =
  /(?:^|\/)(?:tests?|__tests__|spec|e2e|fixtures?|examples?|docs?)\/|\.(?:test|spec)\.|(?:^|\/)(?:test_|conftest)/;
const sources = /\.(?:[cm]?[jt]sx?|py|vue)$/;
const settings = /\.config\.[cm]?[jt]s$|\.d\.[cm]?ts$/;

/** Files that people have written, the topmost first: what is installed, built or locked is left out, and what no plan could name. */
export function ownFiles<T extends { path: string }>(all: readonly T[]): T[] {
  return all
    .filter(
      ({ path }) =>
        !notItsOwn.test(path) &&
        !made.test(path) &&
        protectedReason(path) !== "a lock file" &&
        protectedReason(path) !== "a secret" &&
        repositoryPath.safeParse(path).success,
    )
    .toSorted((a, b) => depthOf(a.path) - depthOf(b.path) || (a.path < b.path ? -1 : 1));
}

/** Paths of the files that are to be read: the README, manifests, and sources for what they offer. */
export function tellingFiles(own: readonly { path: string; size: number }[]): string[] {
  const pick = (kind: keyof typeof kinds, is: (path: string) => boolean): string[] =>
    own
      .filter(({ path, size }) => is(path) && size <= kinds[kind].bytes)
      .slice(0, kinds[kind].most)
      .map(({ path }) => path);
  return [
    ...pick("readme", isReadme),
    ...pick("manifest", isManifest),
    ...pick("source", (path) => sources.test(path) && !tests.test(path) && !settings.test(path)),
  ];
}

export function isReadme(path: string): boolean {
  return /^readme(?:\.(?:md|markdown|rst|txt))?$/i.test(path);
}

/** Whether a file says what its package is made of. Those of tests and documents say nothing of the software. */
export function isManifest(path: string): boolean {
  return manifests.has(baseOf(path)) && depthOf(path) <= deepestManifest && !tests.test(path);
}

export function baseOf(path: string): string {
  return path.slice(path.lastIndexOf("/") + 1);
}

export function depthOf(path: string): number {
  return path.split("/").length - 1;
}
