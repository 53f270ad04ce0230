import { env } from "cloudflare:workers";
import { beforeAll, describe, expect, it } from "vitest";
import { sealActionKind } from "../../../shared/spine/action-kind.ts";
import { pullRequestDraft } from "../../../shared/actions/pull-request-draft.ts";
import { githubClient } from "../../../shared/integrations/github/client.ts";
import { configuredSpine } from "../../../shared/jobs/open-spine.ts";
import {
  approvedAction,
  draftPayload,
  headOf,
  quietGithub,
  onlyPullOf,
  pullsOf,
  push,
  repository,
  resultOf,
} from "../support/github.ts";
import { faults, sandbox } from "../support/slack.ts";
import { spine } from "../support/spine.ts";
import { kindRules } from "../support/kind-rules.ts";

const github = githubClient(spine);

const draft = sealActionKind(pullRequestDraft);

/** A request to the sandbox's GitHub starts several gits, and a test makes dozens of requests. */
const manyGits = 90_000;

beforeAll(quietGithub);

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

  it("is an ordinary pull request that says what it is where the plan that is paid for has no drafts", async () => {
    await sandbox("/github/_people/terms", { drafts: false });
    const payload = await draftPayload();
    const first = await resultOf(draft, payload);
    await sandbox("/github/_people/terms", { drafts: true });
    expect(await onlyPullOf(payload.branch)).toMatchObject({
      state: "open",
      title: `[Draft] ${payload.title}`,
    });
    expect(await resultOf(draft, payload)).toEqual(first);
    expect(await draft.reconcile(spine, approvedAction(payload))).toEqual({ kind: "found", result: first });
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
    expect(draft.inspect(payload, kindRules())?.target).toBe(`github:${repository}:${payload.branch}`);
    expect(draft.inspect({ ...payload, ...wrong }, kindRules())).toBeNull();
  });

  it("is shown to people with everything that would go out", async () => {
    const payload = await draftPayload();
    const preview = draft.inspect(payload, kindRules())?.preview;
    expect(preview?.title).toBe(payload.title);
    for (const part of [payload.body, payload.plan, payload.baseCommit, payload.branch])
      expect(preview?.body).toContain(part);
  });
});
