import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
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

/** A branch with one commit and a draft pull request of it. */
async function draft() {
  await app.createBranch("fix/one");
  await app.mutate("createCommitOnBranch", commitInput(await app.head()));
  const body = { title: "Fix it", head: "fix/one", base: "main", body: "**why**", draft: true };
  return github.api("POST", "repos/acme/shop/pulls", body);
}

describe("pull requests", () => {
  it("live from draft to ready to draft, once for a branch", async () => {
    const made = await draft();
    expect(made).toMatchObject({
      status: 201,
      json: {
        number: 1,
        draft: true,
        state: "open",
        merged: false,
        mergeable: true,
        changed_files: 1,
        user: { login: "signalbox[bot]", type: "Bot" },
        head: { ref: "fix/one", sha: await app.head("fix/one") },
        base: { ref: "main", sha: await app.head() },
        html_url: expect.stringMatching(/\/github\/acme\/shop\/pull\/1$/),
      },
    });
    const again = { title: "Again", head: "acme:fix/one", base: "main" };
    expect(await github.api("POST", "repos/acme/shop/pulls", again)).toMatchObject({
      status: 422,
      json: { errors: [{ message: expect.stringContaining("already exists") }] },
    });
    const pullRequestId = field(made.json, "node_id");
    await app.mutate("markPullRequestReadyForReview", { pullRequestId });
    expect((await github.api("GET", "repos/acme/shop/pulls/1")).json).toMatchObject({ draft: false });
    await app.mutate("convertPullRequestToDraft", { pullRequestId });
    expect((await github.api("GET", "repos/acme/shop/pulls/1")).json).toMatchObject({ draft: true });
  });

  it("are found by head and state, edited and closed", async () => {
    await draft();
    const list = async (query: string) => (await github.api("GET", `repos/acme/shop/pulls?${query}`)).json;
    expect(await list("head=acme:fix/one&state=all")).toMatchObject([{ number: 1 }]);
    expect(await list("head=acme:fix/two&state=all")).toEqual([]);
    const change = { title: "Fixed", body: "evidence", state: "closed" };
    expect((await github.api("PATCH", "repos/acme/shop/pulls/1", change)).json).toMatchObject({
      title: "Fixed",
      body: "evidence",
      state: "closed",
      merged: false,
    });
    expect(await list("head=acme:fix/one")).toEqual([]);
    expect(await list("state=closed")).toMatchObject([{ title: "Fixed" }]);
    expect((await github.api("PATCH", "repos/acme/shop/pulls/1", { labels: [] })).status).toBe(422);
  });

  it("need a branch that has something new", async () => {
    await app.createBranch("fix/empty");
    for (const branch of ["fix/empty", "none"])
      expect(
        (await github.api("POST", "repos/acme/shop/pulls", { title: "x", head: branch, base: "main" }))
          .status,
      ).toBe(422);
  });

  it("share comments and labels with issues, page by page", async () => {
    await draft();
    for (const body of ["one", "two", "three"])
      expect((await github.api("POST", "repos/acme/shop/issues/1/comments", { body })).status).toBe(201);
    const second = await github.api("GET", "repos/acme/shop/issues/1/comments?per_page=2&page=2");
    expect(second.json).toMatchObject([{ body: "three", user: { type: "Bot" } }]);
    const first = await github.api("GET", "repos/acme/shop/issues/1/comments?per_page=2");
    expect(first.headers.get("link")).toMatch(/issues\/1\/comments\?per_page=2&page=2>; rel="next"/);
    await github.api("POST", "repos/acme/shop/issues/1/labels", { labels: ["bug", "bug"] });
    expect((await github.api("GET", "repos/acme/shop/issues/1")).json).toMatchObject({
      labels: [{ name: "bug" }],
      comments: 3,
      pull_request: { url: expect.stringMatching(/\/pulls\/1$/) },
    });
  });

  it("survive a restart with all that was said", async () => {
    await draft();
    await github.api("POST", "repos/acme/shop/issues/1/comments", { body: "kept" });
    await github.restart();
    expect((await github.api("GET", "repos/acme/shop/issues/1/comments")).json).toMatchObject([
      { body: "kept" },
    ]);
    await github.people("issue", { repository: "acme/shop", login: "priya-s", title: "Next", body: "" });
    expect((await github.api("GET", "repos/acme/shop/issues/2")).json).toMatchObject({ title: "Next" });
  });
});
