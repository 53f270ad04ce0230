import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import { type Stage, stage } from "./support/github-stage.ts";

// Every step is a process of git.
vi.setConfig({ testTimeout: 30_000 });

let github: Stage;
beforeAll(async () => {
  github = await stage();
});
beforeEach(() => github.reset());
afterAll(async () => github.close());

describe("git over HTTP", () => {
  it("clones and pushes with a token, and the first commit is the same each time", async () => {
    const password = await github.token();
    const clone = await github.clone(password);
    const first = await github.git(clone, "rev-parse", "HEAD");
    await github.git(clone, "switch", "-q", "-c", "fix/one");
    const sha = await github.commit(clone, "big.bin", "x".repeat(3_000_000) + Math.random());
    await github.git(clone, "push", "-q", "origin", "fix/one");
    expect(await github.git(await github.clone(password), "rev-parse", "origin/fix/one")).toBe(sha);
    github.reset();
    const again = await github.clone(await github.token());
    expect(await github.git(again, "rev-parse", "HEAD")).toBe(first);
    expect(await github.git(again, "branch", "-r")).not.toContain("fix/one");
  });

  it("lets nobody in without a token, with another's, or with one past its hour", async () => {
    await expect(github.clone("")).rejects.toThrow(/could not read Username|401/);
    await expect(github.clone("ghs_invented")).rejects.toThrow(/Authentication failed/);
    await expect(github.clone(await github.token("other"))).rejects.toThrow(/403/);
    const old = await github.token();
    github.later(60 * 60 * 1000 + 1);
    await expect(github.clone(old)).rejects.toThrow(/Authentication failed/);
  });

  it("lets a token read without letting it write", async () => {
    const clone = await github.clone(await github.token("shop", { contents: "read" }));
    await github.commit(clone, "new.txt", "new");
    await expect(github.git(clone, "push", "origin", "HEAD:refs/heads/new")).rejects.toThrow(/403/);
  });

  it("rewrites no history and removes no branch, not even by force", async () => {
    const clone = await github.clone(await github.token());
    await github.git(clone, "switch", "-q", "-c", "fix/one");
    const sha = await github.commit(clone, "a.txt", "a");
    await github.git(clone, "push", "-q", "origin", "fix/one");
    await github.git(clone, "commit", "-q", "--amend", "-m", "Another past");
    await expect(github.git(clone, "push", "--force", "origin", "fix/one")).rejects.toThrow(
      /non-fast-forward/,
    );
    await expect(github.git(clone, "push", "origin", "--delete", "fix/one")).rejects.toThrow(/deletion/);
    expect(await github.git(clone, "ls-remote", "origin", "fix/one")).toContain(sha);
  });

  it("keeps the branches over a restart", async () => {
    const password = await github.token();
    const clone = await github.clone(password);
    const sha = await github.commit(clone, "a.txt", "a");
    await github.git(clone, "push", "-q", "origin", "HEAD:refs/heads/fix/kept");
    await github.restart();
    expect(await github.git(clone, "ls-remote", "origin", "fix/kept")).toContain(sha);
  });
});
