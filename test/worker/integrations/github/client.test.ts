import { env } from "cloudflare:workers";
import { beforeAll, describe, expect, it } from "vitest";
import { githubClient } from "../../../../shared/integrations/github/client.ts";
import { type Spine } from "../../../../shared/spine/context.ts";
import { configuredSpine } from "../../../../shared/jobs/open-spine.ts";
import { answering } from "../../support/answering-github.ts";
import { headOf, quietGithub, repository } from "../../support/github.ts";
import { sandbox } from "../../support/slack.ts";
import { spine, unique } from "../../support/spine.ts";

const github = githubClient(spine);

const reset = async () => sandbox("/github/_sandbox/reset", {});

beforeAll(async () => {
  await reset();
  // A token that another file has left is noticed to be forgotten here.
  await headOf("main");
});

const tokenOf = async (at: Spine, permissions: Record<string, "read" | "write">): Promise<string> => {
  const outcome = await githubClient(at).token(repository, permissions);
  if (outcome.kind !== "answered") throw new Error(outcome.error);
  return outcome.value.token;
};

describe("a token", () => {
  const as = async (token: string, path: string, init: RequestInit = {}) =>
    (
      await fetch(`${env.GITHUB_API_URL}/${path}`, {
        ...init,
        headers: { authorization: `Bearer ${token}`, "user-agent": "test" },
      })
    ).status;

  it("opens one repository, and no more of it than was asked for", async () => {
    const token = await tokenOf(spine, { contents: "read" });
    expect(await as(token, `repos/${repository}/git/ref/heads/main`)).toBe(200);
    expect(await as(token, "repos/acme/calendar/git/ref/heads/main")).toBe(404);
    expect(await as(token, `repos/${repository}/pulls`)).toBe(403);
    expect(await as(token, `repos/${repository}/git/refs`, { method: "POST", body: "{}" })).toBe(403);
  });

  it("is used again for the same, and never for anything else", async () => {
    const read = await tokenOf(spine, { contents: "read" });
    expect(await tokenOf(spine, { contents: "read" })).toBe(read);
    expect(await tokenOf(spine, { contents: "write" })).not.toBe(read);
    const other = await githubClient(spine).token("acme/calendar", { contents: "read" });
    expect(other).not.toMatchObject({ value: { token: read } });
  });

  it("is used for 50 minutes of its hour", async () => {
    const now = Date.now();
    const first = answering(() => Response.error(), now);
    const token = await tokenOf(first, { contents: "read" });
    const at = (minutes: number): Spine => ({ ...first, now: () => now + minutes * 60_000 });
    expect(await tokenOf(at(49), { contents: "read" })).toBe(token);
    expect(await tokenOf(at(50), { contents: "read" })).not.toBe(token);
  });

  it("that GitHub has forgotten is replaced without anybody noticing", async () => {
    await headOf("main");
    await sandbox("/github/_sandbox/reset", {});
    expect(await github.head(repository, "main")).toMatchObject({ kind: "answered" });
  });

  it("is refused with the reason where the App isn't installed, and without a usable key", async () => {
    expect(await github.token("acme/elsewhere", {})).toMatchObject({
      kind: "refused",
      error: "GitHub: the App is not installed on acme/elsewhere",
    });
    await sandbox("/github/_people/terms", { workflows: false });
    expect(await github.newToken(repository, { contents: "write", workflows: "write" })).toMatchObject({
      kind: "refused",
      error: expect.stringContaining("the App lacks the permission workflows: write for acme/checkout"),
    });
    const keyless = configuredSpine({ ...env, GITHUB_APP_KEY: btoa("no key") });
    await expect(githubClient(keyless).token(repository, { issues: "read" })).rejects.toThrow(/PKCS#8 PEM/);
  });
});

describe("an answer of GitHub's", () => {
  const headWith = async (status: number, body: object, headers: Record<string, string> = {}) =>
    githubClient(answering(() => Response.json(body, { status, headers }), 1_000_000)).head(
      repository,
      "main",
    );
  const words = { message: "no" };

  it("that speaks of a limit is a later, when it says, or else in a minute", async () => {
    expect(
      await headWith(403, words, { "x-ratelimit-remaining": "0", "x-ratelimit-reset": "1007" }),
    ).toMatchObject({
      kind: "not_applied",
      afterMs: 7000,
    });
    expect(await headWith(403, words, { "retry-after": "9" })).toMatchObject({ afterMs: 9000 });
    expect(await headWith(429, words)).toMatchObject({ kind: "not_applied" });
    for (const message of [
      "You have exceeded a secondary rate limit. Please wait.",
      "API rate limit already exceeded for installation ID 1.",
      "You have triggered an abuse detection mechanism.",
    ])
      expect(await headWith(403, { message }, { "x-ratelimit-remaining": "4000" }), message).toMatchObject({
        kind: "not_applied",
        afterMs: 60_000,
      });
  });

  it("that forbids is a refusal in its words", async () => {
    expect(await headWith(403, words, { "x-ratelimit-remaining": "4000" })).toMatchObject({
      kind: "refused",
      error: "GitHub refused: no",
    });
    const invalid = {
      message: "Validation Failed",
      errors: [{ resource: "x", field: "base" }, { message: "too long" }, "odd"],
    };
    expect(await headWith(422, invalid)).toMatchObject({
      error: "GitHub refused: Validation Failed; base; too long; odd",
    });
  });

  it.each([
    ["of no type", { message: "Something went wrong while executing your query." }, "lost"],
    ["of a limit", { type: "RATE_LIMITED", message: "limit" }, "not_applied"],
    ["of a limit by its other name", { type: "RATE_LIMIT", message: "limit" }, "not_applied"],
    [
      "of a limit in words alone",
      { message: "API rate limit already exceeded for user ID 1." },
      "not_applied",
    ],
    ["of its own trouble", { type: "SERVICE_UNAVAILABLE", message: "later" }, "lost"],
    ["of a right", { type: "FORBIDDEN", message: "Resource not accessible" }, "refused"],
  ])("of GraphQL's with an error %s is not taken for a yes", async (_name, error, kind) => {
    const at = answering(() =>
      Response.json({ data: { markPullRequestReadyForReview: null }, errors: [error] }),
    );
    expect(await githubClient(at).markReady(repository, "PR_1")).toMatchObject({ kind });
  });

  it("of GraphQL's that says nothing of what was asked for is lost", async () => {
    expect(
      await githubClient(answering(() => Response.json({ data: null }))).markReady(repository, "PR_1"),
    ).toMatchObject({
      kind: "lost",
    });
  });
});

describe("the checks on a commit", () => {
  it("are all of them: also the one that fails on a page behind the first", async () => {
    const page = (at: Request): number => Number(new URL(at.url).searchParams.get("page") ?? "1");
    const many = (n: number, offset: number) =>
      Array.from({ length: n }, (_, index) => ({ name: `check ${offset + index}`, conclusion: "success" }));
    const at = answering((request) =>
      request.url.includes("/check-runs")
        ? Response.json({
            total_count: 101,
            check_runs: page(request) === 1 ? many(100, 0) : [{ name: "last", conclusion: "failure" }],
          })
        : Response.json({
            state: "failure",
            statuses: (page(request) === 1 ? many(100, 0) : page(request) === 2 ? many(1, 100) : []).map(
              ({ name: context }) => ({ context, state: context === "check 100" ? "error" : "success" }),
            ),
          }),
    );
    const failing = await githubClient(at).failingChecks(repository, "a".repeat(40));
    expect(failing).toMatchObject({ kind: "answered", value: [{ name: "last" }, { name: "check 100" }] });
  });
});

describe("what is read from a repository", () => {
  it("is there or is null", async () => {
    expect(await github.repository(repository)).toEqual({
      kind: "answered",
      value: { id: expect.any(Number), name: "acme/checkout", defaultBranch: "main" },
    });
    expect(await github.head(repository, "fix/none")).toEqual({ kind: "answered", value: null });
    const text = await github.file(repository, "package.json", "main");
    expect(text).toMatchObject({ kind: "answered", value: expect.stringContaining('"name"') });
    expect(await github.file(repository, "src", "main")).toEqual({ kind: "answered", value: null });
    expect(await github.file(repository, "none.md", "main")).toEqual({ kind: "answered", value: null });
    expect(github.cloneUrl(repository)).toBe(`${env.GITHUB_URL}/acme/checkout.git`);
  });

  it("is listed whole, at a commit", async () => {
    const head = await github.head(repository, "main");
    const commit = head.kind === "answered" ? (head.value ?? "") : "";
    const tree = await github.tree(repository, commit);
    expect(tree).toMatchObject({ kind: "answered", value: { isWhole: true } });
    const files = tree.kind === "answered" ? tree.value.files : [];
    expect(files).toContainEqual({ path: "src/cart.js", size: expect.any(Number) });
    // Folders are none.
    expect(files.map(({ path }) => path)).not.toContain("src");
    expect(await github.tree(repository, "f".repeat(40))).toMatchObject({ kind: "refused", status: 404 });
  });

  it("is found by its words in the repositories that are asked about", async () => {
    const hits = await github.searchCode([repository, "acme/calendar"], ["cartTotal"]);
    expect(hits).toMatchObject({ kind: "answered" });
    const found = hits.kind === "answered" ? hits.value : [];
    expect(found).toContainEqual({ repository, path: "src/cart.js" });
    expect(await github.searchCode(["acme/calendar"], ["cartTotal"])).toEqual({
      kind: "answered",
      value: [],
    });
    // Words don't widen a search.
    expect(await github.searchCode(["acme/calendar"], [`cartTotal" repo:${repository}`])).toEqual({
      kind: "answered",
      value: [],
    });
    expect(await github.searchCode([repository], [" "])).toEqual({ kind: "answered", value: [] });
  });

  it.each([
    ["maya-ortiz", "write"],
    ["jonas-b", "read"],
    ["nobody-known", "none"],
  ])("%s may %s", async (login, right) => {
    expect(await github.permission(repository, login)).toEqual({ kind: "answered", value: right });
  });

  it("is the same under another name, and what is written goes there", async () => {
    await quietGithub();
    const branch = `fix/${unique()}`;
    const sha = await headOf("main");
    await github.createBranch(repository, branch, sha);
    const commit = { branch, expectedHead: sha, headline: "docs: a plan", message: "It" };
    const first = await github.commitOnBranch(repository, { ...commit, files: { "PLAN.md": "# One\n" } });
    const one = { branch, base: "main", title: "It", body: "It", draft: true };
    await github.openPullRequest(repository, one);
    await sandbox("/github/_people/rename", { repository, to: "acme-labs/basket" });
    // An isolate that has no token from before is given none for the old name.
    const later = githubClient(configuredSpine({ ...env, GITHUB_API_URL: `${env.GITHUB_API_URL}/` }));
    expect(await later.repository(repository)).toMatchObject({ value: { name: "acme-labs/basket" } });
    expect(await later.findPullRequest(repository, branch)).toMatchObject({ value: { title: "It", branch } });
    const expectedHead = first.kind === "answered" ? (first.value ?? "") : "";
    expect(
      await later.commitOnBranch(repository, { ...commit, expectedHead, files: { "PLAN.md": "# Two\n" } }),
    ).toEqual({ kind: "answered", value: expect.stringMatching(/^[0-9a-f]{40}$/) });
    expect(await later.newToken(repository, { contents: "read" })).toMatchObject({
      value: { cloneUrl: `${env.GITHUB_URL}/acme-labs/basket.git` },
    });
    await reset();
  });

  it("says what fails on a commit now, and what must pass, as far as it may be read", async () => {
    await quietGithub();
    const branch = `fix/${unique()}`;
    const commit = await headOf("main");
    await github.createBranch(repository, branch, commit);
    const say = async (context: string, state: string) =>
      sandbox("/github/_people/status", { repository, sha: commit, login: "maya-ortiz", context, state });
    await say("ci/jenkins", "error");
    await say("coverage", "failure");
    await say("coverage", "success");
    const failed = { name: "ci/jenkins", app: null, run: null };
    expect(await github.failingChecks(repository, commit)).toEqual({ kind: "answered", value: [failed] });
    await sandbox("/github/_people/terms", { requiredChecks: ["ci/jenkins"] });
    const required = { name: "ci/jenkins", app: null };
    expect(await github.requiredChecks(repository, "main")).toEqual({ kind: "answered", value: [required] });
    expect(await github.requiredChecks(repository, branch)).toEqual({ kind: "answered", value: [] });
    await sandbox("/github/_people/terms", { readsRules: false });
    expect(await github.requiredChecks(repository, "main")).toEqual({ kind: "answered", value: null });
    await reset();
  });

  it("names both ends of a renamed file", async () => {
    const at = answering(() =>
      Response.json({
        ahead_by: 1,
        behind_by: 0,
        files: [{ filename: "PLAN.md", previous_filename: "src/cart.js" }],
      }),
    );
    expect(await githubClient(at).compare(repository, "a", "b")).toMatchObject({
      value: { files: ["PLAN.md", "src/cart.js"] },
    });
  });
});
