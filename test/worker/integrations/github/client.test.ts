import { env } from "cloudflare:workers";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { sealActionKind } from "../../../../shared/spine/action-kind.ts";
import { githubComment } from "../../../../shared/actions/github-comment.ts";
import { pullRequestDraft } from "../../../../shared/actions/pull-request-draft.ts";
import { pullRequestReady } from "../../../../shared/actions/pull-request-ready.ts";
import { githubClient } from "../../../../shared/integrations/github/client.ts";
import { type Spine } from "../../../../shared/spine/context.ts";
import { configuredSpine } from "../../../../shared/jobs/open-spine.ts";
import {
  approvedAction,
  draftPayload,
  headOf,
  onlyPullOf,
  pullsOf,
  push,
  repository,
  resultOf,
} from "../../support/github.ts";
import { faults, sandbox } from "../../support/slack.ts";
import { spine, unique } from "../../support/spine.ts";

const github = githubClient(spine);
const draft = sealActionKind(pullRequestDraft);
const ready = sealActionKind(pullRequestReady);
const comment = sealActionKind(githubComment);

/** A request to the sandbox's GitHub starts several gits, and a test makes dozens of requests. */
const manyGits = 90_000;

const reset = async () => sandbox("/github/_sandbox/reset", {});
beforeAll(async () => {
  await reset();
  // A token that another file has left is noticed to be forgotten here.
  await headOf("main");
});

/** The spine with a GitHub that answers as it is told, after it has given a token. */
function answering(answer: (request: Request) => Response | Promise<Response>, at = Date.now()): Spine {
  return configuredSpine(
    { ...env, GITHUB_API_URL: `https://${unique("github")}.example` },
    {
      now: () => at,
      fetch: async (input, init) => {
        const request = new Request(input, init);
        if (request.url.endsWith("/installation")) return Response.json({ id: 1, app_slug: "signalbox" });
        if (request.url.endsWith("/access_tokens"))
          return Response.json({ token: unique("ghs"), expires_at: new Date(at + 3_600_000).toISOString() });
        return answer(request);
      },
    },
  );
}

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
    const burst = { message: "You have exceeded a secondary rate limit. Please wait." };
    expect(await headWith(403, burst, { "x-ratelimit-remaining": "4000" })).toMatchObject({
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

describe("what is read from a repository", () => {
  it("is there or is null", async () => {
    expect(await github.repository(repository)).toEqual({
      kind: "answered",
      value: { defaultBranch: "main" },
    });
    expect(await github.head(repository, "fix/none")).toEqual({ kind: "answered", value: null });
    const text = await github.file(repository, "package.json", "main");
    expect(text).toMatchObject({ kind: "answered", value: expect.stringContaining('"name"') });
    expect(await github.file(repository, "src", "main")).toEqual({ kind: "answered", value: null });
    expect(await github.file(repository, "none.md", "main")).toEqual({ kind: "answered", value: null });
    expect(github.cloneUrl(repository)).toBe(`${env.GITHUB_URL}/acme/checkout.git`);
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

describe("the logs of failed jobs", () => {
  afterAll(reset);

  it("are read to their ends, without showing the token to whoever keeps them", async () => {
    const seen: { url: string; authorization: string | null }[] = [];
    const at = configuredSpine(env, {
      fetch: async (input, init) => {
        const request = new Request(input, init);
        seen.push({ url: request.url, authorization: request.headers.get("authorization") });
        return fetch(request);
      },
    });
    await push(
      "main",
      ".github/workflows/ci.yml",
      "name: CI\non: [push]\njobs:\n  good:\n    runs-on: ubuntu-latest\n    steps:\n      - run: echo fine\n  bad:\n    runs-on: ubuntu-latest\n    steps:\n      - run: seq 1 9000; echo THE-END; exit 3\n",
    );
    const run = await vi.waitFor(
      async () => {
        const { runs } = await sandbox<{ runs: { id: number; status: string }[] }>("/github/_people/runs");
        const done = runs.find(({ status }) => status === "completed");
        if (!done) throw new Error("CI is still at it");
        return done;
      },
      { timeout: 20_000 },
    );
    const logs = await githubClient(at).failedLogs(repository, run.id);
    const text = logs.kind === "answered" ? logs.value : logs.error;
    expect(text).toMatch(/^== bad ==\n/);
    expect(text).toContain("THE-END");
    expect(text).not.toContain("== good ==");
    expect(text.length).toBeLessThanOrEqual(20_000);
    expect(text.length).toBeGreaterThan(19_000);
    const store = seen.filter(({ url }) => url.includes("/_logs/"));
    expect(store).toEqual([{ url: expect.any(String), authorization: null }]);
  });
});

describe("a draft", { timeout: manyGits }, () => {
  it("shows the plan on a branch of its own, and its words", async () => {
    const payload = await draftPayload();
    const result = await resultOf(draft, payload);
    const pull = await onlyPullOf(payload.branch);
    expect(pull).toMatchObject({ state: "draft", base: "main", title: payload.title, body: payload.body });
    expect(pull.files.map(({ filename }) => filename)).toEqual(["PLAN.md"]);
    expect(pull.commits[0]?.message).toContain("Task: task-1");
    expect(result).toEqual({
      pullRequest: String(pull.number),
      url: expect.stringContaining(`/pull/${pull.number}`),
      planCommit: pull.headSha,
    });
    expect(await github.file(repository, "PLAN.md", payload.branch)).toEqual({
      kind: "answered",
      value: payload.plan,
    });
  });

  it("happens once however often it is done, and is found with the same result", async () => {
    const payload = await draftPayload();
    const first = await resultOf(draft, payload);
    expect(await resultOf(draft, payload)).toEqual(first);
    expect(await draft.reconcile(spine, approvedAction(payload))).toEqual({ kind: "found", result: first });
    expect((await onlyPullOf(payload.branch)).commits).toHaveLength(1);
  });

  it.each([
    ["the branch", "/git/refs", "refs/heads/", "absent"],
    ["the plan", "/graphql", "createCommitOnBranch", "absent"],
    ["the pull request", "/pulls", '"draft":true', "found"],
  ])("whose answer about %s is lost is gone on with", async (_name, path, match, seen) => {
    const payload = await draftPayload();
    const action = approvedAction(payload);
    await faults("github", { path, match, drop: true });
    expect(await draft.apply(spine, action)).toMatchObject({ kind: "lost" });
    expect(await draft.reconcile(spine, action)).toMatchObject({ kind: seen });
    expect(await draft.apply(spine, action)).toMatchObject({ kind: "applied" });
    expect((await onlyPullOf(payload.branch)).commits).toHaveLength(1);
  });

  it("of a changed plan is the same pull request with one commit more", async () => {
    const payload = await draftPayload();
    const first = await resultOf(draft, payload);
    const next = {
      ...payload,
      revision: 2,
      plan: "# Another plan\n",
      body: "Other words",
      title: "fix: other",
    };
    expect(await draft.reconcile(spine, approvedAction(next))).toEqual({ kind: "absent" });
    const second = await resultOf(draft, next);
    expect(second["pullRequest"]).toBe(first["pullRequest"]);
    const pull = await onlyPullOf(payload.branch);
    expect(pull).toMatchObject({ title: "fix: other", body: "Other words", headSha: second["planCommit"] });
    expect(pull.commits.map(({ message }) => message.split("\n")[0])).toEqual([
      "docs: plan of the fix",
      "docs: plan of the fix, revision 2",
    ]);
  });

  it("takes in the base that has moved, without rewriting what was there", async () => {
    const payload = await draftPayload();
    const first = await resultOf(draft, payload);
    const baseCommit = await push("main", "src/other.js", "export {};\n");
    const next = { ...payload, baseCommit, revision: 2 };
    expect(await draft.reconcile(spine, approvedAction(next))).toEqual({ kind: "absent" });
    const second = await resultOf(draft, next);
    const apart = await github.compare(repository, baseCommit, second["planCommit"] ?? "");
    expect(apart).toMatchObject({ value: { files: ["PLAN.md"], behindBy: 0 } });
    const past = await github.compare(repository, first["planCommit"] ?? "", second["planCommit"] ?? "");
    expect(past).toMatchObject({ value: { behindBy: 0 } });
    expect(await resultOf(draft, next)).toEqual(second);
  });

  it("doesn't build on what others have put on the branch", async () => {
    const payload = await draftPayload();
    await resultOf(draft, payload);
    const theirs = await push(payload.branch, "src/cart.js", "// mine\n");
    const next = { ...payload, revision: 2, plan: "# Another plan\n" };
    expect(await draft.apply(spine, approvedAction(next))).toEqual({
      kind: "refused",
      error: `${payload.branch} has changes that are not the plan's: src/cart.js`,
    });
    expect(await draft.reconcile(spine, approvedAction(payload))).toEqual({ kind: "absent" });
    expect(await headOf(payload.branch)).toBe(theirs);
  });

  it("looks again when the branch moves under it", async () => {
    const payload = await draftPayload();
    await resultOf(draft, payload);
    const racing = configuredSpine(env, {
      fetch: async (input, init) => {
        const request = new Request(input, init);
        if (request.url.endsWith("/graphql")) await push(payload.branch, "PLAN.md", "theirs\n");
        return fetch(request);
      },
    });
    const next = { ...payload, revision: 2, plan: "# Another plan\n" };
    expect(await draft.apply(racing, approvedAction(next))).toMatchObject({
      kind: "not_applied",
      error: expect.stringContaining("has moved"),
    });
    expect(await draft.apply(spine, approvedAction(next))).toMatchObject({ kind: "applied" });
    expect(await github.file(repository, "PLAN.md", payload.branch)).toMatchObject({ value: next.plan });
  });

  it("that people have closed stays closed", async () => {
    const payload = await draftPayload();
    const { pullRequest } = await resultOf(draft, payload);
    await sandbox("/github/_people/close", { repository, number: Number(pullRequest), login: "maya-ortiz" });
    expect(await draft.apply(spine, approvedAction(payload))).toEqual({
      kind: "refused",
      error: `pull request #${pullRequest} was closed before`,
    });
    expect(await pullsOf(payload.branch)).toHaveLength(1);
  });

  it("of a commit that isn't there is refused in GitHub's words, and leaves nothing", async () => {
    const payload = { ...(await draftPayload()), baseCommit: "1".repeat(40) };
    expect(await draft.apply(spine, approvedAction(payload))).toMatchObject({
      kind: "refused",
      error: "GitHub refused: Object does not exist",
    });
    expect(await github.head(repository, payload.branch)).toEqual({ kind: "answered", value: null });
  });

  it.each([
    ["a branch that isn't a fix's", { branch: "main" }],
    ["a branch that leads elsewhere", { branch: "fix/../main" }],
    ["a branch with a query", { branch: "fix/a?ref=main" }],
    ["a base with a space", { base: "main branch" }],
    ["a repository that leads elsewhere", { repository: "acme/.." }],
    ["half a commit", { baseCommit: "abc1234" }],
    ["a title of two lines", { title: "a\nb" }],
    ["a word more", { reviewers: ["maya-ortiz"] }],
  ])("takes no payload with %s", async (_name, wrong) => {
    const payload = await draftPayload();
    expect(draft.inspect(payload, { stakeholders: [] })?.target).toBe(
      `github:${repository}:${payload.branch}`,
    );
    expect(draft.inspect({ ...payload, ...wrong }, { stakeholders: [] })).toBeNull();
  });

  it("is shown to people with everything that would go out", async () => {
    const payload = await draftPayload();
    const preview = draft.inspect(payload, { stakeholders: [] })?.preview;
    expect(preview?.title).toBe(payload.title);
    for (const part of [payload.body, payload.plan, payload.baseCommit, payload.branch])
      expect(preview?.body).toContain(part);
  });
});

/** A draft with a commit of the fix on it, and the payload that calls it ready. */
async function proven() {
  const payload = await draftPayload();
  const { pullRequest } = await resultOf(draft, payload);
  const commit = await push(payload.branch, "src/cart.js", "// fixed\n");
  return {
    repository,
    pullRequest: Number(pullRequest),
    branch: payload.branch,
    commit,
    title: `${payload.title}, done`,
    body: "The evidence",
  };
}

describe("a pull request that is ready", { timeout: manyGits }, () => {
  it("asks for review in its words, once, and is found with the same result", async () => {
    const payload = await proven();
    expect(await ready.reconcile(spine, approvedAction(payload))).toEqual({ kind: "absent" });
    const first = await resultOf(ready, payload);
    expect(await onlyPullOf(payload.branch)).toMatchObject({
      state: "open",
      title: payload.title,
      body: payload.body,
    });
    expect(await resultOf(ready, payload)).toEqual(first);
    expect(await ready.reconcile(spine, approvedAction(payload))).toEqual({ kind: "found", result: first });
  });

  it("is not ready when the head has moved: the evidence is about something else", async () => {
    const payload = await proven();
    const head = await push(payload.branch, "src/cart.js", "// something else\n");
    expect(await ready.apply(spine, approvedAction(payload))).toEqual({
      kind: "refused",
      error: `${payload.branch} is at ${head} now, and the evidence is about ${payload.commit}`,
    });
    expect(await onlyPullOf(payload.branch)).toMatchObject({
      state: "draft",
      body: expect.not.stringContaining("evidence"),
    });
  });

  it("is waited for while it doesn't show the push yet", async () => {
    const payload = await proven();
    const slow = configuredSpine(env, {
      fetch: async (input, init) => {
        const request = new Request(input, init);
        const answer = await fetch(request);
        return request.url.endsWith(`/pulls/${payload.pullRequest}`)
          ? new Response((await answer.text()).replaceAll(payload.commit, "2".repeat(40)))
          : answer;
      },
    });
    expect(await ready.apply(slow, approvedAction(payload))).toMatchObject({ kind: "not_applied" });
    expect(await ready.apply(spine, approvedAction(payload))).toMatchObject({ kind: "applied" });
  });

  it.each([
    ["its words", "/pulls/", "The evidence", "absent"],
    ["its readiness", "/graphql", "markPullRequestReadyForReview", "found"],
  ])("whose answer about %s is lost is looked for", async (_name, path, match, seen) => {
    const payload = await proven();
    const action = approvedAction(payload);
    await faults("github", { path, match, drop: true });
    expect(await ready.apply(spine, action)).toMatchObject({ kind: "lost" });
    expect(await ready.reconcile(spine, action)).toMatchObject({ kind: seen });
    expect(await ready.apply(spine, action)).toMatchObject({ kind: "applied" });
    expect(await onlyPullOf(payload.branch)).toMatchObject({ state: "open", body: payload.body });
  });

  it("is refused when it is closed, or of another branch", async () => {
    const payload = await proven();
    expect(await ready.apply(spine, approvedAction({ ...payload, branch: "fix/other" }))).toMatchObject({
      kind: "refused",
      error: expect.stringContaining("not of fix/other"),
    });
    await sandbox("/github/_people/close", { repository, number: payload.pullRequest, login: "maya-ortiz" });
    expect(await ready.apply(spine, approvedAction(payload))).toMatchObject({
      kind: "refused",
      error: expect.stringContaining("was closed before"),
    });
  });

  it("that somebody has merged at once is still found", async () => {
    const payload = await proven();
    const first = await resultOf(ready, payload);
    await sandbox("/github/_people/merge", { repository, number: payload.pullRequest, login: "maya-ortiz" });
    expect(await ready.reconcile(spine, approvedAction(payload))).toEqual({ kind: "found", result: first });
    const pull = await github.pullRequest(repository, payload.pullRequest);
    expect(pull).toMatchObject({ value: { merged: true, mergeCommit: await headOf("main") } });
  });
});

describe("a comment", { timeout: manyGits }, () => {
  const onPull = async () => {
    const payload = await draftPayload();
    const { pullRequest } = await resultOf(draft, payload);
    return { branch: payload.branch, payload: { repository, number: Number(pullRequest), body: unique() } };
  };
  const bodies = async (branch: string) => (await onlyPullOf(branch)).comments.map(({ body }) => body);

  it("is written with a line that nobody sees, by which it is found", async () => {
    const { branch, payload } = await onPull();
    const action = approvedAction(payload);
    const done = await comment.apply(spine, action);
    expect(await bodies(branch)).toEqual([`${payload.body}\n\n<!-- signalbox:${action.id} -->`]);
    expect(await comment.reconcile(spine, action)).toEqual({
      kind: "found",
      result: "result" in done && done.result,
    });
    expect(await comment.reconcile(spine, approvedAction(payload))).toEqual({ kind: "absent" });
  });

  it("is written once when the answer is lost", async () => {
    const { branch, payload } = await onPull();
    const action = approvedAction(payload);
    await faults("github", { path: "/comments", match: payload.body, drop: true });
    expect(await comment.apply(spine, action)).toMatchObject({ kind: "lost" });
    expect(await comment.reconcile(spine, action)).toMatchObject({ kind: "found" });
    expect(await bodies(branch)).toHaveLength(1);
  });

  it("is found behind pages of others, and not mistaken for one that somebody has marked alike", async () => {
    const { payload } = await onPull();
    const { number } = payload;
    const action = approvedAction(payload);
    const says = async (body: string) =>
      sandbox("/github/_people/comment", { repository, number, login: "jonas-b", body });
    await says(`Mine\n\n<!-- signalbox:${action.id} -->`);
    expect(await comment.reconcile(spine, action)).toEqual({ kind: "absent" });
    await comment.apply(spine, action);
    for (let n = 0; n < 100; n++) await says(`later ${n}`);
    expect(await comment.reconcile(spine, action)).toMatchObject({ kind: "found" });
  });

  it("stays unclear while GitHub shows no comments", async () => {
    const { payload } = await onPull();
    await faults("github", { path: "/comments", status: 500 });
    expect(await comment.reconcile(spine, approvedAction(payload))).toMatchObject({ kind: "unclear" });
  });

  it("goes to issues as well, and is refused in GitHub's words where there is none", async () => {
    const issue = { repository, login: "maya-ortiz", title: "It crashes", body: "", labels: [] };
    const { number } = await sandbox<{ number: number }>("/github/_people/issue", issue);
    expect(await comment.apply(spine, approvedAction({ repository, number, body: "Seen" }))).toMatchObject({
      kind: "applied",
    });
    expect(
      await comment.apply(spine, approvedAction({ repository, number: 999, body: "Seen" })),
    ).toMatchObject({
      kind: "refused",
      error: "GitHub refused: Not Found",
    });
  });
});
