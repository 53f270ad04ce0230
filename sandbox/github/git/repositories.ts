import { execFileSync } from "node:child_process";
import { appendFileSync, existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { environmentOf } from "../environment.ts";
import { git, gitEnv } from "./git.ts";

export const defaultBranch = "main";
const firstNumber = 5001;

/** No history is rewritten and no branch removed, whoever asks and however. */
const settings = `[receive]
	denyNonFastForwards = true
	denyDeletes = true
	hideRefs = refs/pull
[http]
	receivepack = true
[gc]
	auto = 0
`;

/** The same files make the same first commit, on every machine. */
const seedIdentity = {
  GIT_AUTHOR_NAME: "Maya Ortiz",
  GIT_AUTHOR_EMAIL: "maya-ortiz@users.noreply.github.example",
  GIT_AUTHOR_DATE: "2026-11-02T09:00:00Z",
  GIT_COMMITTER_NAME: "Maya Ortiz",
  GIT_COMMITTER_EMAIL: "maya-ortiz@users.noreply.github.example",
  GIT_COMMITTER_DATE: "2026-11-02T09:00:00Z",
};

/** The bare repositories on the disk, one for each folder `<owner>/<name>` of the examples. */
export class Repositories {
  /** `owner/name`, sorted. */
  readonly names: readonly string[];
  /** Holds `<owner>/<name>.git`. */
  readonly folder: string;
  readonly #examples: string;
  /** By the name that a repository began with: what it is called by now. */
  readonly #renamed = new Map<string, string>();
  readonly #temporary: boolean;

  /** @param folder absent: a temporary one, gone after `close`. */
  constructor(examples: string, folder: string | undefined) {
    this.#examples = examples;
    this.#temporary = folder === undefined;
    this.folder = folder ?? mkdtempSync(join(tmpdir(), "signalbox-github-"));
    this.names = foldersIn(examples).flatMap((owner) =>
      foldersIn(join(examples, owner)).map((name) => `${owner}/${name}`),
    );
    for (const name of this.names) if (!existsSync(this.path(name))) this.#seed(name);
  }

  has(name: string): boolean {
    return this.names.includes(name);
  }

  /** Gives a repository another name, or another owner. */
  rename(name: string, to: string): void {
    this.#renamed.set(name, to);
  }

  /** What a repository is called now. */
  called(name: string): string {
    return this.#renamed.get(name) ?? name;
  }

  /** The name that a repository began with, by the one that it was given. */
  moved(name: string): string | undefined {
    return this.names.find((one) => this.#renamed.get(one) === name);
  }

  /** Its number, which it keeps. */
  numberOf(name: string): number {
    return firstNumber + this.names.indexOf(name);
  }

  numbered(number: number): string | undefined {
    return this.names[number - firstNumber];
  }

  path(name: string): string {
    return join(this.folder, `${name}.git`);
  }

  /** Commit ids by branch. */
  async heads(name: string): Promise<Map<string, string>> {
    const lines = await git(this.path(name), [
      "for-each-ref",
      "--format=%(objectname) %(refname:lstrip=2)",
      "refs/heads",
    ]);
    const pairs = lines
      .split("\n")
      .filter((line) => line !== "")
      .map((line): [string, string] => [line.slice(41), line.slice(0, 40)]);
    return new Map(pairs);
  }

  reset(): void {
    this.#renamed.clear();
    for (const name of this.names) {
      rmSync(this.path(name), { recursive: true, force: true });
      this.#seed(name);
    }
  }

  close(): void {
    if (this.#temporary) rmSync(this.folder, { recursive: true, force: true });
  }

  #seed(name: string): void {
    const dir = this.path(name);
    const run = (...args: string[]): string =>
      execFileSync("git", args, {
        env: environmentOf({ ...gitEnv, ...seedIdentity }),
        stdio: "pipe",
      }).toString();
    const inside = (...args: string[]): string => run(`--git-dir=${dir}`, ...args);
    mkdirSync(dir, { recursive: true });
    run("init", "--quiet", "--bare", `--initial-branch=${defaultBranch}`, "--template=", dir);
    appendFileSync(join(dir, "config"), settings);
    inside("-c", "core.bare=false", `--work-tree=${join(this.#examples, name)}`, "add", "--all", ".");
    const tree = inside("write-tree").trim();
    const commit = inside("commit-tree", tree, "-m", "Initial commit").trim();
    inside("update-ref", `refs/heads/${defaultBranch}`, commit);
    rmSync(join(dir, "index"));
  }
}

function foldersIn(folder: string): string[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && !entry.name.startsWith("."))
    .map((entry) => entry.name)
    .toSorted();
}
