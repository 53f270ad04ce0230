import { generateKeyPairSync } from "node:crypto";
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import { SANDBOX_APP_KEY_BASE64, SANDBOX_APP_PRIVATE_KEY_PEM } from "../../../sandbox/github/app-key.ts";
import { field, type Stage, stage } from "./support/github-stage.ts";
import { commitInput, GithubApp } from "./support/github-app.ts";

// Every step is a process of git.
vi.setConfig({ testTimeout: 30_000 });

let github: Stage;
let app: GithubApp;

beforeAll(async () => {
  github = await stage();
  app = new GithubApp(github);
});

beforeEach(() => github.reset());

afterAll(async () => github.close());

describe("the App's door", () => {
  it("gives a token for the repositories and permissions that were asked for, for an hour", async () => {
    const { status, json } = await github.askToken({
      repositories: ["shop"],
      permissions: { contents: "read" },
    });
    expect(status).toBe(201);
    expect(json).toMatchObject({
      token: expect.stringMatching(/^ghs_/),
      permissions: { contents: "read", metadata: "read" },
      repositories: [{ full_name: "acme/shop" }],
    });
    const lives = Date.parse(field(json, "expires_at")) - Date.now();
    expect(Math.round(lives / 60_000)).toBe(60);
    const byItself = `Bearer ${await github.jwt()}`;
    expect(await github.call("GET", "api/repos/acme/shop/installation", byItself)).toMatchObject({
      status: 200,
      json: { id: 7_700_001, account: { login: "acme" } },
    });
    expect(Buffer.from(SANDBOX_APP_KEY_BASE64, "base64").toString()).toBe(SANDBOX_APP_PRIVATE_KEY_PEM);
  });

  it("turns away another key, another App, a JWT that is over and one that lives too long", async () => {
    const { privateKey } = generateKeyPairSync("rsa", { modulusLength: 2048 });
    const other = privateKey.export({ type: "pkcs8", format: "pem" }).toString();
    for (const jwt of [
      await github.jwt({}, other),
      await github.jwt({ iss: "1" }),
      await github.jwt({ livesS: -1 }),
      await github.jwt({ livesS: 700 }),
      "no.jwt.atall",
    ])
      expect(await github.askToken({}, jwt)).toMatchObject({
        status: 401,
        json: { message: expect.any(String), documentation_url: expect.any(String) },
      });
  });

  it("refuses repositories and permissions that the App hasn't got", async () => {
    expect((await github.askToken({ repositories: ["nowhere"] })).status).toBe(422);
    expect((await github.askToken({ permissions: { secrets: "write" } })).status).toBe(422);
    expect((await github.askToken({ permissions: { checks: "write" } })).status).toBe(422);
  });

  it("hides other repositories from a token, and lets it do no more than it may", async () => {
    const bearer = `Bearer ${await github.token("shop", { contents: "read" })}`;
    expect((await github.call("GET", "api/repos/acme/shop", bearer)).status).toBe(200);
    expect((await github.call("GET", "api/repos/acme/other", bearer)).status).toBe(404);
    expect((await github.call("GET", "api/repos/acme/shop/pulls", bearer)).status).toBe(403);
    const ref = { ref: "refs/heads/x", sha: "0".repeat(40) };
    expect((await github.call("POST", "api/repos/acme/shop/git/refs", bearer, ref)).status).toBe(403);
    expect((await github.call("GET", "api/repos/acme/shop", "")).status).toBe(401);
    github.later(60 * 60 * 1000 + 1);
    expect((await github.call("GET", "api/repos/acme/shop", bearer)).status).toBe(401);
  });

  it("answers what it doesn't know loudly", async () => {
    expect((await github.api("GET", "repos/acme/shop/stargazers")).status).toBe(501);
    expect((await app.mutate("deleteRef", {})).status).toBe(501);
  });
});

describe("branches and files", () => {
  it("makes a branch with slashes in its name once, from a commit that is there", async () => {
    expect(await app.createBranch("fix/a/b")).toMatchObject({
      status: 201,
      json: { ref: "refs/heads/fix/a/b" },
    });
    expect(await app.head("fix%2Fa%2Fb")).toBe(await app.head());
    expect(await app.createBranch("fix/a/b")).toMatchObject({
      status: 422,
      json: { message: "Reference already exists" },
    });
    for (const [ref, sha] of [
      ["refs/heads/x", "1".repeat(40)],
      ["refs/heads/x..y", await app.head()],
      ["refs/tags/x", await app.head()],
    ])
      expect((await github.api("POST", "repos/acme/shop/git/refs", { ref, sha })).status).toBe(422);
    expect((await github.api("GET", "repos/acme/shop/git/ref/heads/none")).status).toBe(404);
  });

  it("merges a commit into a branch that hasn't got it, unless they are in conflict", async () => {
    await app.createBranch("fix/one");
    await app.mutate("createCommitOnBranch", commitInput(await app.head()));
    const onMain = { repository: "acme/shop", branch: "main", login: "maya-ortiz", message: "Meanwhile" };
    await github.people("push-commit", { ...onMain, path: "other.md", content: "x" });
    const merge = async (commit: string) =>
      github.api("POST", "repos/acme/shop/merges", {
        base: "fix/one",
        head: commit,
        commit_message: "Up to date",
      });
    const merged = await merge(await app.head());
    expect(merged).toMatchObject({ status: 201, json: { sha: await app.head("fix/one") } });
    expect((await github.api("GET", "repos/acme/shop/compare/main...fix/one")).json).toMatchObject({
      behind_by: 0,
      files: [{ filename: "PLAN.md" }],
    });
    expect((await merge(await app.head())).status).toBe(204);
    await github.people("push-commit", { ...onMain, path: "PLAN.md", content: "another plan" });
    expect((await merge(await app.head())).status).toBe(409);
    expect((await merge("f".repeat(40))).status).toBe(404);
  });

  it("shows files and folders of any commit", async () => {
    const file = await github.api("GET", "repos/acme/shop/contents/src/total.js?ref=main");
    expect(file.json).toMatchObject({ type: "file", encoding: "base64", path: "src/total.js" });
    expect(Buffer.from(field(file.json, "content"), "base64").toString()).toContain("reduce");
    expect(
      (await github.api("GET", `repos/acme/shop/contents/src?ref=${await app.head()}`)).json,
    ).toMatchObject([{ type: "file", name: "total.js", path: "src/total.js" }]);
    expect((await github.api("GET", "repos/acme/shop/contents/none.js")).status).toBe(404);
    expect((await github.api("GET", "repos/acme/shop/contents/README.md?ref=none")).status).toBe(404);
  });

  it("lists all that a commit holds, folders too, as far as there is room", async () => {
    const tree = async (ref: string) => github.api("GET", `repos/acme/shop/git/trees/${ref}`);
    const commit = await app.head();
    const { json } = await tree(`${commit}?recursive=1`);
    expect(json).toMatchObject({
      truncated: false,
      tree: expect.arrayContaining([
        expect.objectContaining({ path: "src", type: "tree" }),
        expect.objectContaining({
          path: "src/total.js",
          type: "blob",
          mode: "100644",
          size: expect.any(Number),
        }),
      ]),
    });
    expect(JSON.stringify((await tree(commit)).json)).not.toContain("src/total.js");
    await github.people("terms", { treeEntries: 1 });
    expect((await tree(`${commit}?recursive=1`)).json).toMatchObject({ truncated: true });
    expect((await tree("f".repeat(40))).status).toBe(404);
  });

  it("finds the files of the default branch that hold all of the words", async () => {
    const search = async (q: string) => github.api("GET", `search/code?q=${encodeURIComponent(q)}`);
    expect((await search("PRICES reduce repo:acme/shop")).json).toMatchObject({
      total_count: 1,
      items: [{ path: "src/total.js", repository: { full_name: "acme/shop" } }],
    });
    expect((await search("prices Shop org:acme")).json).toMatchObject({ total_count: 0 });
    // The token is for one repository of the two.
    expect((await search("Other org:acme")).json).toMatchObject({ total_count: 0 });
    expect((await search("prices")).status).toBe(422);
  });

  it("knows who may write", async () => {
    const permission = async (login: string) =>
      github.api("GET", `repos/acme/shop/collaborators/${login}/permission`);
    expect((await permission("maya-ortiz")).json).toMatchObject({ permission: "write" });
    expect((await permission("jonas-b")).json).toMatchObject({ permission: "read" });
    expect((await permission("nobody")).status).toBe(404);
  });
});

describe("createCommitOnBranch", () => {
  it("commits on the head that was expected, and on no other", async () => {
    await app.createBranch("fix/one");
    const before = await app.head();
    const done = await app.mutate("createCommitOnBranch", commitInput(before));
    const oid = field(done.json, "data", "createCommitOnBranch", "commit", "oid");
    expect(await app.head("fix/one")).toBe(oid);
    const stale = await app.mutate("createCommitOnBranch", commitInput(before, "other.md"));
    expect(stale.json).toMatchObject({
      data: { createCommitOnBranch: null },
      errors: [{ type: "STALE_DATA", message: expect.stringContaining(before) }],
    });
    expect(await app.head("fix/one")).toBe(oid);
    const compared = await github.api("GET", "repos/acme/shop/compare/main...fix/one");
    expect(compared.json).toMatchObject({
      status: "ahead",
      total_commits: 1,
      merge_base_commit: { sha: before },
      commits: [{ commit: { message: "docs: a plan\n\nfor task 1", author: { name: "Signalbox" } } }],
      files: [{ filename: "PLAN.md", status: "added", additions: 1, patch: "@@ -0,0 +1 @@\n+# Plan" }],
    });
  });

  it("changes, keeps and removes files", async () => {
    await app.createBranch("fix/one");
    const input = commitInput(await app.head(), "README.md", "# Shop\nOpen\n");
    await app.mutate("createCommitOnBranch", {
      ...input,
      fileChanges: { ...input.fileChanges, deletions: [{ path: "check.sh" }] },
    });
    const { json } = await github.api("GET", "repos/acme/shop/compare/main...fix%2Fone");
    expect(json).toMatchObject({
      files: [
        { filename: "README.md", status: "modified", patch: expect.stringContaining("+Open") },
        { filename: "check.sh", status: "removed" },
      ],
    });
  });

  it("refuses what leads out of the repository, what isn't there, and who may not", async () => {
    await app.createBranch("fix/one");
    const sha = await app.head();
    for (const path of ["../x", "/etc/x", ".git/config", "a/../b", ""])
      expect((await app.mutate("createCommitOnBranch", commitInput(sha, path))).json).toMatchObject({
        errors: [{ type: "UNPROCESSABLE" }],
      });
    const gone = { ...commitInput(sha), fileChanges: { deletions: [{ path: "none" }] } };
    expect((await app.mutate("createCommitOnBranch", gone)).json).toMatchObject({
      errors: [{ type: "UNPROCESSABLE" }],
    });
    const reader = `Bearer ${await github.token("shop", { contents: "read" })}`;
    expect((await app.mutate("createCommitOnBranch", commitInput(sha), reader)).json).toMatchObject({
      errors: [{ type: "FORBIDDEN" }],
    });
    const other = `Bearer ${await github.token("other")}`;
    expect((await app.mutate("createCommitOnBranch", commitInput(sha), other)).json).toMatchObject({
      errors: [{ type: "NOT_FOUND" }],
    });
    expect(await app.head("fix/one")).toBe(sha);
  });
});
