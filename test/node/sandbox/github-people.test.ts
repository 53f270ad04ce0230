import { createHmac } from "node:crypto";
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import { startSandbox } from "../../../sandbox/server.ts";
import { field, secret, type Stage, stage } from "./support/github-stage.ts";

// Every step is a process of git.
vi.setConfig({ testTimeout: 30_000 });

let github: Stage;
beforeAll(async () => {
  github = await stage();
});
beforeEach(() => github.reset());
afterAll(async () => github.close());

const patiently = async <T>(look: () => T | Promise<T>): Promise<T> => vi.waitFor(look, { timeout: 20_000 });

const shop = { repository: "acme/shop" };
const one = { ...shop, number: 1 };

/** A pull request of a branch on which one file was changed. */
async function pull(draft = false, text = "// fixed\n"): Promise<string> {
  const clone = await github.clone(await github.token());
  await github.git(clone, "switch", "-q", "-c", "fix/one");
  await github.commit(clone, "src/total.js", text);
  await github.git(clone, "push", "-q", "origin", "fix/one");
  const body = {
    title: "Fix it",
    head: "fix/one",
    base: "main",
    body: "Because <b>so</b>\n\n| a | b |\n|-|-|\n| 1 | 2 |",
    draft,
  };
  await github.api("POST", "repos/acme/shop/pulls", body);
  return clone;
}
const heard = async (event: string, action: string) =>
  patiently(() => {
    const hook = github.hooks.find(
      (candidate) => candidate.event === event && field(candidate.payload, "action") === action,
    );
    if (!hook) throw new Error(`no ${event}.${action} yet`);
    return hook;
  });

describe("webhooks", () => {
  it("tell of an issue, its label and its comments, signed over the very bytes", async () => {
    await github.people("issue", {
      ...shop,
      login: "maya-ortiz",
      title: "Wrong sum",
      body: "Why?",
      labels: ["ai-fix"],
    });
    await github.people("comment", { ...one, login: "jonas-b", body: "Me too" });
    const common = {
      repository: { full_name: "acme/shop", owner: { login: "acme" } },
      installation: { id: 7_700_001 },
      issue: { number: 1, title: "Wrong sum" },
    };
    const maya = { sender: { login: "maya-ortiz", type: "User" } };
    expect((await heard("issues", "opened")).payload).toMatchObject({ ...common, ...maya });
    expect((await heard("issues", "labeled")).payload).toMatchObject({
      ...common,
      label: { name: "ai-fix" },
    });
    const comment = await heard("issue_comment", "created");
    expect(comment.payload).toMatchObject({
      ...common,
      comment: { body: "Me too", user: { login: "jonas-b" } },
    });
    expect(comment.payload).not.toHaveProperty("issue.pull_request");
    for (const { body, signature } of github.hooks)
      expect(signature).toBe(`sha256=${createHmac("sha256", secret).update(body).digest("hex")}`);
  });

  it("tell a pull request's whole life, and of comments as such on it", async () => {
    const clone = await pull(true);
    expect((await heard("pull_request", "opened")).payload).toMatchObject({
      number: 1,
      pull_request: { draft: true, head: { ref: "fix/one" } },
      sender: { login: "signalbox[bot]", type: "Bot" },
    });
    const sha = await github.commit(clone, "more.txt", "more");
    await github.git(clone, "push", "-q", "origin", "fix/one");
    expect((await heard("pull_request", "synchronize")).payload).toMatchObject({
      after: sha,
      pull_request: { head: { sha } },
    });
    await github.people("comment", { ...one, login: "lena-f", body: "@agent approve" });
    expect((await heard("issue_comment", "created")).payload).toMatchObject({
      issue: { pull_request: { html_url: expect.stringMatching(/\/pull\/1$/) } },
    });
    await github.people("ready", { ...one, login: "lena-f" });
    await heard("pull_request", "ready_for_review");
    await github.people("close", { ...one, login: "lena-f" });
    expect((await heard("pull_request", "closed")).payload).toMatchObject({
      pull_request: { merged: false, state: "closed" },
      sender: { login: "lena-f" },
    });
  });

  it("are kept with their answer, and go again under the same id only when somebody asks", async () => {
    github.deaf(500);
    await github.people("issue", { ...shop, login: "priya-s", title: "Lost", body: "" });
    const id = await patiently(async () => {
      const { json } = await github.people("deliveries");
      expect(json).toMatchObject({ deliveries: [{ event: "issues", action: "opened", status: 500 }] });
      return field(json, "deliveries", 0, "id");
    });
    github.deaf(202);
    expect((await github.people("redeliver", { id })).json).toEqual({ id, status: 202 });
    expect(github.hooks).toMatchObject([{ id, event: "issues" }]);
  });
});

describe("merging", () => {
  it.each(["merge", "squash"] as const)("really merges: %s", async (method) => {
    const clone = await pull();
    const merged = await github.people("merge", { ...one, login: "maya-ortiz", method });
    const sha = field(merged.json, "sha");
    await github.git(clone, "fetch", "-q", "origin");
    expect(await github.git(clone, "rev-parse", "origin/main")).toBe(sha);
    expect(await github.git(clone, "show", "origin/main:src/total.js")).toBe("// fixed");
    const parents = await github.git(clone, "rev-list", "--parents", "-1", "origin/main");
    expect(parents.split(" ").length - 1).toBe(method === "merge" ? 2 : 1);
    expect((await heard("pull_request", "closed")).payload).toMatchObject({
      pull_request: {
        merged: true,
        merge_commit_sha: sha,
        merged_by: { login: "maya-ortiz" },
        changed_files: 1,
      },
    });
    expect((await github.people("merge", { ...one, login: "maya-ortiz" })).status).toBe(405);
  });

  it("is not for readers, not for drafts, and not over a conflict", async () => {
    await pull(true);
    expect((await github.people("merge", { ...one, login: "jonas-b" })).status).toBe(403);
    expect((await github.people("merge", { ...one, login: "lena-f" })).status).toBe(405);
    await github.people("ready", { ...one, login: "lena-f" });
    const change = { branch: "main", path: "src/total.js", content: "// other\n", message: "Other" };
    await github.people("push-commit", { ...shop, login: "lena-f", ...change });
    expect((await github.api("GET", "repos/acme/shop/pulls/1")).json).toMatchObject({ mergeable: false });
    expect((await github.people("merge", { ...one, login: "lena-f" })).status).toBe(405);
    expect((await github.people("pulls")).json).toMatchObject({ pulls: [{ state: "open" }] });
  });
});

describe("the runner", () => {
  const finished = async (branch: string, conclusion: string) =>
    patiently(async () => {
      const { json } = await github.api("GET", `repos/acme/shop/actions/runs?branch=${branch}&event=push`);
      expect(json).toMatchObject({ workflow_runs: [{ status: "completed", conclusion }] });
      return json;
    });

  it("really runs the steps on what was pushed, and says so", async () => {
    const clone = await pull();
    const sha = await github.git(clone, "rev-parse", "HEAD");
    await finished("fix/one", "success");
    const { json } = await github.api("GET", "repos/acme/shop/commits/fix/one/check-runs");
    expect(json).toMatchObject({ check_runs: [{ name: "test", conclusion: "success", head_sha: sha }, {}] });
    const told = await patiently(() => {
      const hook = github.hooks.find(({ body }) => body.includes('"event":"pull_request"'));
      if (!hook) throw new Error("not told yet");
      return hook;
    });
    expect(told).toMatchObject({
      event: "workflow_run",
      payload: {
        action: "completed",
        workflow_run: {
          conclusion: "success",
          head_sha: sha,
          head_branch: "fix/one",
          pull_requests: [{ number: 1 }],
        },
      },
    });
  });

  it("fails where a step fails, with its log, and gives the steps no secrets", async () => {
    vi.stubEnv("SANDBOX_TEST_SECRET", "hush");
    await github.people("push-commit", {
      ...shop,
      login: "maya-ortiz",
      branch: "main",
      path: "check.sh",
      content: "env; pwd; echo to the error output >&2; exit 3\n",
      message: "Break the check",
    });
    const runs = await finished("main", "failure");
    vi.unstubAllEnvs();
    const id = String(Object(runs).workflow_runs[0].id);
    const { json } = await github.api("GET", `repos/acme/shop/actions/runs/${id}/jobs`);
    expect(json).toMatchObject({
      jobs: [
        {
          name: "test",
          conclusion: "failure",
          steps: [
            { name: "Run actions/checkout@v5", conclusion: "success" },
            { name: "Run test -f README.md", conclusion: "success" },
            { name: "Run sh check.sh", conclusion: "failure", number: 3 },
          ],
        },
      ],
    });
    const job = String(Object(json).jobs[0].id);
    const log = await github.api("GET", `repos/acme/shop/actions/jobs/${job}/logs`);
    expect(log.json).toMatch(/to the error output\n.*##\[error\]Process completed with exit code 3\./);
    expect(log.json).toContain("CI=true");
    expect(log.json).not.toContain("hush");
  });

  it("goes on after a restart with what it had not finished", async () => {
    const slow = { path: "check.sh", content: "sleep 1\n", message: "Slow" };
    await github.people("push-commit", { ...shop, login: "maya-ortiz", branch: "main", ...slow });
    await patiently(async () =>
      expect((await github.people("runs")).json).toMatchObject({ runs: [{ status: "in_progress" }] }),
    );
    await github.restart();
    await finished("main", "success");
  });

  it("is loud about a workflow that it can't play", async () => {
    const path = ".github/workflows/ci.yml";
    const content = "on: push\njobs:\n  a:\n    runs-on: x\n    if: false\n    steps: [{run: 'true'}]\n";
    await github.people("push-commit", {
      ...shop,
      login: "maya-ortiz",
      branch: "main",
      path,
      content,
      message: "CI",
    });
    await finished("main", "startup_failure");
  });
});

describe("the pages", () => {
  it("show a pull request: words as safe markdown, lines, checks, and forms that act and lead back", async () => {
    await pull();
    const page = field([(await github.call("GET", "acme/shop/pull/1", "")).json], 0);
    expect(page).toContain("<table>");
    expect(page).not.toContain("<b>so</b>");
    expect(page).toContain('<span class="add">+// fixed</span>');
    const form = new URLSearchParams({
      ...shop,
      number: "1",
      login: "jonas-b",
      body: "From the <i>page</i>",
    });
    const { call } = github;
    const target = field(
      (await call("GET", "api/repos/acme/shop/pulls/1", `Bearer ${await github.token()}`)).json,
      "html_url",
    );
    const root = target.replace("/acme/shop/pull/1", "");
    const answer = await fetch(`${root}/_people/comment`, { method: "POST", body: form, redirect: "manual" });
    expect(answer.status).toBe(303);
    expect(answer.headers.get("location")).toMatch(/\/pull\/1#issuecomment-\d+$/);
    expect(await (await fetch(target)).text()).toContain("From the ");
    expect(await (await fetch(root)).text()).toContain("#1 Fix it");
  });

  it("are neither logged nor hit by faults", async () => {
    await github.people("issue", { ...shop, login: "priya-s", title: "A <title>", body: "" });
    await github.call("POST", "_sandbox/faults", "", { faults: [{ path: "/", status: 503 }] });
    const page = await github.call("GET", "acme/shop/issues/1", "");
    expect(page.status).toBe(200);
    expect(page.json).toContain("A &lt;title&gt;");
    expect((await github.call("GET", "api/repos/acme/shop", "")).status).toBe(503);
  });
});

describe("in the sandbox", () => {
  it("has a link on the first page, and knows the address that it is reached at", async () => {
    const sandbox = await startSandbox({ port: 0, signalboxUrl: null, slackSigningSecret: "s" });
    expect(await (await fetch(sandbox.url)).text()).toContain('href="/github"');
    expect((await fetch(`${sandbox.url}/github`)).status).toBe(200);
    const headers = { authorization: `Bearer ${await github.jwt()}`, "user-agent": "test" };
    const app: unknown = await (await fetch(`${sandbox.url}/github/api/app`, { headers })).json();
    expect(field(app, "html_url")).toBe(`${sandbox.url}/github/apps/signalbox`);
    await sandbox.close();
  });
});
