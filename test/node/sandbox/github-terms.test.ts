import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import { type Stage, field, stage } from "./support/github-stage.ts";

// Every step is a process of git.
vi.setConfig({ testTimeout: 30_000 });

let github: Stage;
beforeAll(async () => {
  github = await stage();
});
beforeEach(() => github.reset());
afterAll(async () => github.close());

/** Pushes a file to a branch of its own, as the App's token lets it. */
async function push(path: string, permissions?: object) {
  const clone = await github.clone(await github.token("shop", permissions));
  await github.git(clone, "switch", "-q", "-c", "fix/one");
  mkdirSync(join(clone, ".github/workflows"), { recursive: true });
  await github.commit(clone, path, "on: push\n");
  return github.git(clone, "push", "-q", "origin", "fix/one");
}

describe("what GitHub refuses", () => {
  it("is a push that a ruleset forbids, in its words", async () => {
    await github.people("terms", { pushRules: ["Commits must have verified signatures."] });
    const pushed = push("a.txt");
    await expect(pushed).rejects.toThrow(
      /remote: error: GH013: Repository rule violations found for refs\/heads\/fix\/one/,
    );
    await expect(pushed).rejects.toThrow(
      /remote: - Commits must have verified signatures\.[^]*\[remote rejected\]/,
    );
  });

  it("is a workflow file, until the App was granted the permission and the token has it", async () => {
    const permissions = { contents: "write", workflows: "write" };
    const workflow = ".github/workflows/new.yml";
    await github.people("terms", { workflows: false });
    await expect(push(workflow)).rejects.toThrow(/without `workflows` permission/);
    expect(await github.askToken({ permissions })).toMatchObject({
      status: 422,
      json: { message: "The permissions requested are not granted to this installation." },
    });
    await github.people("terms", { workflows: true });
    await expect(push(workflow, { contents: "write" })).rejects.toThrow(/without `workflows` permission/);
    await push(workflow, permissions);
    expect(await github.api("GET", "repos/acme/shop/git/ref/heads/fix/one")).toMatchObject({ status: 200 });
  });

  it("is a search that names a repository which isn't there, or any where code isn't searched", async () => {
    const search = async (q: string) =>
      (await github.api("GET", `search/code?q=${encodeURIComponent(q)}`)).status;
    expect(await search("total repo:acme/shop")).toBe(200);
    expect(await search("total repo:acme/shop repo:acme/gone")).toBe(422);
    await github.people("terms", { codeSearch: false });
    expect(await search("total repo:acme/shop")).toBe(422);
  });

  it("is to list more than 300 changed files: the other pages of a comparison have commits alone", async () => {
    const clone = await github.clone(await github.token());
    await github.git(clone, "switch", "-q", "-c", "fix/many");
    const blob = await github.git(clone, "rev-parse", "HEAD:README.md");
    const files = Array.from({ length: 310 }, (_, n) => `100644,${blob},many/${n}.md`);
    await github.git(clone, "update-index", "--add", ...files.flatMap((file) => ["--cacheinfo", file]));
    await github.git(clone, "commit", "-q", "-m", "Many");
    await github.git(clone, "push", "-q", "origin", "fix/many");
    const filesOn = async (page: number): Promise<number> => {
      const { json } = await github.api("GET", `repos/acme/shop/compare/main...fix%2Fmany?page=${page}`);
      return Object(json).files.length;
    };
    expect([await filesOn(1), await filesOn(2)]).toEqual([300, 0]);
    await github.people("terms", { comparePages: true });
    expect([await filesOn(1), await filesOn(2)]).toEqual([300, 10]);
  });
});

describe("a repository with another name by now", () => {
  it("is found by its number and by the new name; the old one leads there, for git too", async () => {
    await github.people("rename", { repository: "acme/shop", to: "acme-labs/store" });
    const moved = await github.call(
      "GET",
      "api/repos/acme/shop/installation",
      `Bearer ${await github.jwt()}`,
    );
    expect(moved.status).toBe(200);
    const { url: location } = moved;
    expect(location).toMatch(/\/github\/api\/repositories\/\d+\/installation$/);
    const number = Number(/\d+(?=\/installation)/.exec(location)?.[0]);
    expect((await github.askToken({ repositories: ["shop"] })).status).toBe(422);
    const token = field((await github.askToken({ repository_ids: [number] })).json, "token");
    for (const path of [`repositories/${number}`, "repos/acme-labs/store"])
      expect((await github.call("GET", `api/${path}`, `Bearer ${token}`)).json).toMatchObject({
        id: number,
        full_name: "acme-labs/store",
      });
    await expect(github.clone(token)).resolves.toBeTypeOf("string");
    await expect(github.clone(token, "acme-labs/store")).resolves.toBeTypeOf("string");
  });
});
