import { execFileSync } from "node:child_process";
import { appendFileSync, existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { environmentOf } from "../environment.ts";
import { git, gitEnv } from "./git.ts";

export const defaultBranch = "main";
const firstNumber = 5001;
const firstMadeNumber = 6001;

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

/** The bare repositories on the disk: one for each folder `<owner>/<name>` of the examples, and those that were made here. */
export class Repositories {
  /** Those of the examples, sorted. */
  readonly #first: readonly string[];
  /** Those that were made here, the oldest first. */
  #made: readonly string[] = [];
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
    this.#first = foldersIn(examples).flatMap((owner) =>
      foldersIn(join(examples, owner)).map((name) => `${owner}/${name}`),
    );
    for (const name of this.#first) if (!existsSync(this.path(name))) this.#seed(name);
  }

  /** `owner/name`. */
  get names(): readonly string[] {
    return [...this.#first, ...this.#made];
  }

  /** The organisations that have any. */
  get owners(): ReadonlySet<string> {
    return new Set(this.names.map((name) => name.slice(0, name.indexOf("/"))));
  }

  /** Makes one without any commit. */
  make(name: string): void {
    this.#init(name);
    this.#made = [...this.#made, name];
  }

  /** Knows again what was made in a life before, as far as it is still there. */
  adopt(names: readonly string[]): void {
    this.#made = names.filter((name) => existsSync(this.path(name)));
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
    const made = this.#made.indexOf(name);
    return made < 0 ? firstNumber + this.#first.indexOf(name) : firstMadeNumber + made;
  }

  numbered(number: number): string | undefined {
    return number < firstMadeNumber
      ? this.#first[number - firstNumber]
      : this.#made[number - firstMadeNumber];
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
    for (const name of this.names) rmSync(this.path(name), { recursive: true, force: true });
    this.#made = [];
    for (const name of this.#first) this.#seed(name);
  }

  close(): void {
    if (this.#temporary) rmSync(this.folder, { recursive: true, force: true });
  }

  #init(name: string): void {
    const dir = this.path(name);
    mkdirSync(dir, { recursive: true });
    run("init", "--quiet", "--bare", `--initial-branch=${defaultBranch}`, "--template=", dir);
    appendFileSync(join(dir, "config"), settings);
  }

  #seed(name: string): void {
    const dir = this.path(name);
    this.#init(name);
    const inside = (...args: string[]): string => run(`--git-dir=${dir}`, ...args);
    inside("-c", "core.bare=false", `--work-tree=${join(this.#examples, name)}`, "add", "--all", ".");
    const tree = inside("write-tree").trim();
    const commit = inside("commit-tree", tree, "-m", "Initial commit").trim();
    inside("update-ref", `refs/heads/${defaultBranch}`, commit);
    rmSync(join(dir, "index"));
  }
}

function run(...args: string[]): string {
  const env = environmentOf({ ...gitEnv, ...seedIdentity });
  return execFileSync("git", args, { env, stdio: "pipe" }).toString();
}

function foldersIn(folder: string): string[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && !entry.name.startsWith("."))
    .map((entry) => entry.name)
    .toSorted();
}
