import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import { field, type Stage, stage, workflow } from "./support/github-stage.ts";

// Every step is a process of git.
vi.setConfig({ testTimeout: 90_000 });

let github: Stage;
beforeAll(async () => {
  github = await stage();
});
beforeEach(() => github.reset());
afterAll(async () => github.close());

/** A token for all that the App sees, new repositories too. */
const tokenForAll = async (): Promise<string> => field((await github.askToken()).json, "token");
const make = async (over: object = {}, token?: string) =>
  github.call("POST", "api/orgs/acme/repos", `Bearer ${token ?? (await tokenForAll())}`, {
    name: "desk",
    description: "A desk",
    private: true,
    auto_init: true,
    ...over,
  });

describe("a new repository", () => {
  it("is there with a first commit, for tokens for all that were given before, too", async () => {
    const before = await tokenForAll();
    expect((await github.call("GET", "api/repos/acme/desk", `Bearer ${before}`)).status).toBe(404);
    expect(await make()).toMatchObject({
      status: 201,
      json: { full_name: "acme/desk", description: "A desk", private: true, default_branch: "main" },
    });
    const head = await github.call("GET", "api/repos/acme/desk/git/ref/heads/main", `Bearer ${before}`);
    const clone = await github.clone(await github.token("desk"), "acme/desk");
    expect(await github.git(clone, "rev-parse", "HEAD")).toBe(field(head.json, "object", "sha"));
    expect(await github.git(clone, "show", "HEAD:README.md")).toBe("# desk\nA desk");
    const { status } = await github.call("GET", "acme/desk", "");
    expect(status).toBe(200);
  });

  it("runs the workflow files that are put into it", async () => {
    await make();
    const permissions = { contents: "write", workflows: "write", actions: "read" };
    const token = await github.token("desk", permissions);
    const clone = await github.clone(token, "acme/desk");
    await github.git(clone, "switch", "-q", "-c", "story/one");
    await github.commit(clone, ".github/workflows/ci.yml", workflow("grep -q desk README.md"));
    await github.git(clone, "push", "-q", "origin", "story/one");
    await vi.waitFor(
      async () => {
        const { json } = await github.call("GET", "api/repos/acme/desk/actions/runs", `Bearer ${token}`);
        expect(json).toMatchObject({ workflow_runs: [{ status: "completed", conclusion: "success" }] });
      },
      { timeout: 20_000 },
    );
  });

  it("is refused where the name is taken in any case, by a token that isn't for it, or without the right", async () => {
    expect(await make({ name: "Shop" })).toMatchObject({
      status: 422,
      json: { errors: [{ message: "name already exists on this account" }] },
    });
    expect((await make({ name: "a/b" })).status).toBe(422);
    expect((await make({}, await github.token("shop"))).status).toBe(403);
    await github.people("terms", { administration: false });
    expect((await make()).status).toBe(403);
    const jwt = `Bearer ${await github.jwt()}`;
    expect((await github.call("GET", "api/orgs/acme/installation", jwt)).status).toBe(200);
    expect((await github.call("GET", "api/orgs/evil/installation", jwt)).status).toBe(404);
  });

  it("outlives a restart, and no reset", async () => {
    await make();
    await github.restart();
    const kept = await github.call("GET", "api/repos/acme/desk", `Bearer ${await tokenForAll()}`);
    expect(kept.json).toMatchObject({ full_name: "acme/desk", description: "A desk" });
    github.reset();
    expect((await github.call("GET", "api/repos/acme/desk", `Bearer ${await tokenForAll()}`)).status).toBe(
      404,
    );
    expect((await make()).status).toBe(201);
  });
});

/** A pull request of two commits on the branch fix/one; its head. */
async function pull(): Promise<{ clone: string; head: string }> {
  const clone = await github.clone(await github.token());
  await github.git(clone, "switch", "-q", "-c", "fix/one");
  await github.commit(clone, "one.txt", "one\n");
  const head = await github.commit(clone, "two.txt", "two\n");
  await github.git(clone, "push", "-q", "origin", "fix/one");
  const body = { title: "Fix it", head: "fix/one", base: "main", body: "why" };
  expect((await github.api("POST", "repos/acme/shop/pulls", body)).status).toBe(201);
  return { clone, head };
}
const merge = async (body: object) => github.api("PUT", "repos/acme/shop/pulls/1/merge", body);

describe("a merge through the API", () => {
  it.each([
    ["merge", 2, ["Mine"]],
    ["squash", 1, ["Mine"]],
    ["rebase", 1, ["Change two.txt", "Change one.txt"]],
  ] as const)("is real git, and told of: %s", async (method, parents, messages) => {
    const { clone, head } = await pull();
    const change = { branch: "main", path: "else.txt", content: "else\n", message: "Else" };
    await github.people("push-commit", { repository: "acme/shop", login: "lena-f", ...change });
    const words = method === "rebase" ? {} : { commit_title: "Mine" };
    const merged = await merge({ sha: head, merge_method: method, ...words });
    expect(merged).toMatchObject({ status: 200, json: { merged: true } });
    await github.git(clone, "fetch", "-q", "origin");
    expect(await github.git(clone, "rev-parse", "origin/main")).toBe(field(merged.json, "sha"));
    for (const [file, text] of [
      ["one", "one"],
      ["two", "two"],
      ["else", "else"],
    ])
      expect(await github.git(clone, "show", `origin/main:${file}.txt`)).toBe(text);
    const line = await github.git(clone, "rev-list", "--parents", "-1", "origin/main");
    expect(line.split(" ").length - 1).toBe(parents);
    const said = await github.git(
      clone,
      "log",
      "--format=%s",
      `-${messages.length}`,
      "--first-parent",
      "origin/main",
    );
    expect(said.split("\n")).toEqual(messages);
    const closed = await vi.waitFor(() => {
      const hook = github.hooks.find(({ payload }) => field(payload, "action") === "closed");
      if (!hook) throw new Error("not told yet");
      return hook;
    }, 10_000);
    expect(closed.payload).toMatchObject({
      pull_request: {
        merged: true,
        merged_by: { login: "signalbox[bot]" },
        head: { sha: head },
        changed_files: 2,
      },
    });
    expect((await merge({ sha: head })).status).toBe(405);
  });

  it("is of the head that was seen, or of none", async () => {
    const { clone, head } = await pull();
    await github.commit(clone, "three.txt", "three\n");
    await github.git(clone, "push", "-q", "origin", "fix/one");
    expect(await merge({ sha: head })).toMatchObject({
      status: 409,
      json: { message: "Head branch was modified. Review and try the merge again." },
    });
  });

  it.each(["merge", "squash", "rebase"])("refuses a conflict: %s", async (method) => {
    await pull();
    const change = { branch: "main", path: "two.txt", content: "other\n", message: "Other" };
    await github.people("push-commit", { repository: "acme/shop", login: "lena-f", ...change });
    expect((await merge({ merge_method: method })).status).toBe(405);
  });

  it("refuses what the base's rules are against, in GitHub's words", async () => {
    const { head } = await pull();
    const says = async () => field((await merge({ sha: head })).json, "message");
    await github.people("terms", { requiredChecks: ["ci/jenkins"] });
    expect(await says()).toBe('Required status check "ci/jenkins" is expected.');
    const status = { repository: "acme/shop", login: "maya-ortiz", sha: head, context: "ci/jenkins" };
    await github.people("status", { ...status, state: "failure" });
    expect(await says()).toBe('Required status check "ci/jenkins" is failing.');
    await github.people("status", { ...status, state: "success" });
    await github.people("terms", { requiredReviews: 1 });
    expect(await says()).toContain("At least 1 approving review is required");
    const review = { repository: "acme/shop", number: 1, body: "" };
    await github.people("review", { ...review, login: "jonas-b", state: "APPROVED" });
    expect(await says()).toContain("At least 1 approving review is required");
    await github.people("review", { ...review, login: "lena-f", state: "APPROVED" });
    await github.people("terms", { mergeMethods: ["squash"] });
    expect(await says()).toBe("Merge merges are not allowed on this repository.");
    await github.people("terms", { mergeMethods: ["merge"] });
    expect((await merge({ sha: head })).status).toBe(200);
    const { json } = await github.api("GET", "repos/acme/shop/pulls/1/reviews");
    expect(json).toMatchObject([{ commit_id: head }, { commit_id: head, state: "APPROVED" }]);
  });

  it("of a workflow file needs the right to write those", async () => {
    const permissions = { contents: "write", workflows: "write", pull_requests: "write" };
    const token = await github.token("shop", permissions);
    const clone = await github.clone(token);
    await github.git(clone, "switch", "-q", "-c", "fix/ci");
    await github.commit(clone, ".github/workflows/new.yml", workflow("true"));
    await github.git(clone, "push", "-q", "origin", "fix/ci");
    await github.api("POST", "repos/acme/shop/pulls", { title: "CI", head: "fix/ci", base: "main" });
    const by = async (given: object) =>
      github.call(
        "PUT",
        "api/repos/acme/shop/pulls/1/merge",
        `Bearer ${await github.token("shop", given)}`,
        {},
      );
    expect((await by({ contents: "read" })).status).toBe(403);
    expect(await by({ contents: "write" })).toMatchObject({
      status: 403,
      json: { message: expect.stringContaining("without `workflows` permission") },
    });
    expect((await by(permissions)).status).toBe(200);
  });
});
