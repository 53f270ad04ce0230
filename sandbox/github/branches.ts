import { accountOf } from "./accounts.ts";
import { commitFiles, type FileChanges } from "./git/commit-files.ts";
import { commitOf, git } from "./git/git.ts";
import { compare } from "./git/compare.ts";
import { merge } from "./git/merge.ts";
import type { Repositories } from "./git/repositories.ts";
import { notFound, Refusal } from "./refusal.ts";
import type { GithubState } from "./state.ts";
import { Turns } from "./turns.ts";

/** A branch that points somewhere else than when it was last told of, and who moved it. */
export interface Moved {
  repository: string;
  branch: string;
  before: string | null;
  after: string;
  login: string;
}

/** The branches of the repositories, and what moves them. */
export class Branches {
  /** Settled once the branches are known as they are. */
  ready: Promise<void>;
  readonly #state: GithubState;
  readonly #repositories: Repositories;
  readonly #onMoved: (moved: Moved) => Promise<void>;
  readonly #turns = new Turns();
  /** By repository: its branches as they were last told of. */
  readonly #heads = new Map<string, Map<string, string>>();

  constructor(state: GithubState, repositories: Repositories, onMoved: (moved: Moved) => Promise<void>) {
    this.#state = state;
    this.#repositories = repositories;
    this.#onMoved = onMoved;
    this.ready = this.refresh();
  }

  /** Takes the branches as they are for known, and tells nobody. */
  async refresh(): Promise<void> {
    this.ready = this.#turns.take(async () => {
      for (const name of this.#repositories.names) {
        const heads = await this.#repositories.heads(name);
        this.#heads.set(name, heads);
        for (const { state, pull } of this.#state.pulls(name))
          if (state === "open") pull.headSha = heads.get(pull.head) ?? pull.headSha;
      }
    });
    return this.ready;
  }

  /** Does work that may move branches, then tells of those that have moved. */
  async moving<T>(repository: string, login: string, work: () => Promise<T>): Promise<T> {
    try {
      return await work();
    } finally {
      await this.#turns.take(async () => {
        const before = this.#heads.get(repository);
        const after = await this.#repositories.heads(repository);
        this.#heads.set(repository, after);
        for (const [branch, sha] of after) {
          const old = before?.get(branch) ?? null;
          if (old !== sha) await this.#onMoved({ repository, branch, before: old, after: sha, login });
        }
      });
    }
  }

  async create(repository: string, branch: string, sha: string, login: string): Promise<void> {
    const dir = this.#repositories.path(repository);
    if ((await commitOf(dir, branch)) !== null) throw new Refusal(422, "Reference already exists");
    if ((await commitOf(dir, sha)) !== sha) throw new Refusal(422, "Object does not exist");
    await this.moving(repository, login, async () =>
      git(dir, ["update-ref", `refs/heads/${branch}`, sha, "0".repeat(40)]),
    );
  }

  /** @param expected null: whatever the branch points to. */
  async commit(
    repository: string,
    branch: string,
    changes: FileChanges,
    message: string,
    login: string,
    expected: string | null,
  ): Promise<string> {
    const dir = this.#repositories.path(repository);
    const head = (await this.#repositories.heads(repository)).get(branch);
    if (head === undefined) throw notFound();
    if (expected !== null && expected !== head) throw new StaleHead(expected);
    const at = new Date(this.#state.now());
    return this.moving(repository, login, async () => {
      try {
        return await commitFiles(dir, { branch, head, message, author: accountOf(login), at, changes });
      } catch (error) {
        // Somebody was faster, between the look and the move.
        if ((await commitOf(dir, branch)) !== head) throw new StaleHead(head);
        throw error;
      }
    });
  }

  /** Merges a commit into a branch. Null: the branch has it already. */
  async mergeInto(
    repository: string,
    wanted: { branch: string; head: string; message: string },
    login: string,
  ): Promise<string | null> {
    const dir = this.#repositories.path(repository);
    const { branch, message } = wanted;
    const base = (await this.#repositories.heads(repository)).get(branch);
    if (base === undefined) throw new Refusal(404, "Base does not exist");
    const head = await commitOf(dir, wanted.head);
    if (head === null) throw new Refusal(404, "Head does not exist");
    if ((await compare(dir, base, head))?.ahead === 0) return null;
    const author = accountOf(login);
    const into = { branch, head: base, message, author, at: new Date(this.#state.now()) };
    return this.moving(repository, login, async () => {
      const sha = await merge(dir, head, into, "merge");
      if (sha === null) throw new Refusal(409, "Merge conflict");
      return sha;
    });
  }
}

/** The branch is not where the caller believes it to be. */
export class StaleHead extends Error {
  constructor(expected: string) {
    super(`Expected branch to point to "${expected}" but it did not. Pull and try again.`);
  }
}
