import { lstatSync, type Stats } from "node:fs";
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { setImmediate as breathe } from "node:timers/promises";
import { bytesOf, type ByteName, entriesOf, nameOf, readable } from "../byte-names.ts";
import { removeAll } from "../remove-folder.ts";
import type { Git } from "./git.ts";
import { whatLiesAt } from "./what-lies-at.ts";

/** What tools leave in a tree, also where no .gitignore says so. A fix that needs one of them fails a fresh checkout. */
const leftovers = [
  "node_modules",
  "__pycache__",
  "*.pyc",
  "*.tsbuildinfo",
  ".pytest_cache",
  ".mypy_cache",
  ".ruff_cache",
  ".nyc_output",
  "/coverage/",
  "/.coverage",
];

const atOnce = 1000;

/**
 * The packages that were installed into a tree: no change of anybody's, kept when the tree is made equal to a commit, and
 * the same for each run that counts. Git is told of them in its own folder, so that no .gitignore needs to name them.
 */
export class Installed {
  readonly #git: Git;
  readonly #tree: string;
  readonly #excludes: string;
  readonly #submodules: readonly string[];
  /** From the tree's root; a folder ends with a slash. */
  #paths: string[] = [];
  #state = new Map<ByteName, string>();

  constructor(place: { git: Git; tree: string; gitDir: string; submodules: readonly string[] }) {
    this.#git = place.git;
    this.#tree = place.tree;
    this.#submodules = place.submodules;
    this.#excludes = join(place.gitDir, "info", "exclude");
  }

  /** Tells git what is nobody's change. */
  async exclude(): Promise<void> {
    await writeFile(this.#excludes, [...leftovers, ...this.#paths.map(asPattern)].join("\n"));
  }

  /** What lies beside the index now was installed. */
  async remember(): Promise<void> {
    this.#paths = await this.#beside();
    this.#state = await this.#look();
    await this.exclude();
  }

  /**
   * Removes what has come beside the index since, ignored files and what was added to packages. Answers false when
   * something that was installed is gone or changed: the kernel notes each change, and nobody can turn that back.
   */
  async keep(): Promise<boolean> {
    for (const path of await this.#beside())
      if (!this.#paths.some((installed) => path === installed || path.startsWith(installed)))
        await removeAll(join(this.#tree, path));
    const now = await this.#look();
    let same = true;
    for (const [path, state] of this.#state) same &&= now.get(path) === state;
    const added = [...now.keys()].filter((path) => !this.#state.has(path));
    for (const path of added) await removeAll(bytesOf(this.#full(path)));
    return same;
  }

  /** Removes all that was installed. */
  async remove(): Promise<void> {
    for (const path of this.#paths) await removeAll(join(this.#tree, path));
  }

  async #beside(): Promise<string[]> {
    const listed = await this.#git(["ls-files", "--others", "--directory", "--no-empty-directory", "-z"]);
    return [
      ...listed
        .toString()
        .split("\0")
        .filter((path) => path !== ""),
      ...this.#submodules.flatMap((path) => this.#entriesIn(path)),
    ];
  }

  /** What lies in a submodule's folder, which git doesn't look into. */
  #entriesIn(submodule: string): string[] {
    if (whatLiesAt(this.#tree, submodule) !== "folder") return [];
    return [...entriesOf(this.#full(nameOf(submodule)))].map(
      (entry) => `${submodule}/${readable(entry.name)}${entry.isDirectory() ? "/" : ""}`,
    );
  }

  async #look(): Promise<Map<ByteName, string>> {
    const state = new Map<ByteName, string>();
    const left = this.#paths.map((path) => nameOf(path.replace(/\/$/, "")));
    for (let path = left.pop(); path !== undefined; path = left.pop()) {
      const stats = lstatSync(bytesOf(this.#full(path)), { throwIfNoEntry: false });
      if (stats === undefined) continue;
      state.set(path, stateOf(stats));
      if (state.size % atOnce === 0) await breathe();
      if (stats.isDirectory())
        for (const { name } of entriesOf(this.#full(path))) left.push(`${path}/${name}`);
    }
    return state;
  }

  #full(path: ByteName): ByteName {
    return `${nameOf(this.#tree)}/${path}`;
  }
}

/** A folder is the same as long as it is one: what comes and goes in it has a state of its own. */
function stateOf(stats: Stats): string {
  const { ino, size, mode, mtimeMs, ctimeMs } = stats;
  return stats.isDirectory() ? "folder" : [ino, size, mode, mtimeMs, ctimeMs].join(" ");
}

/** A path as a line that stands for it alone. */
const asPattern = (path: string): string => `/${path.replaceAll(/[\\*?[\] ]/g, String.raw`\$&`)}`;
