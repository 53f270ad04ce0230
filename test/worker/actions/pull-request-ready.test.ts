import { env } from "cloudflare:workers";
import { beforeAll, describe, expect, it } from "vitest";
import { sealActionKind } from "../../../shared/spine/action-kind.ts";
import { pullRequestDraft } from "../../../shared/actions/pull-request-draft.ts";
import { pullRequestReady } from "../../../shared/actions/pull-request-ready.ts";
import { githubClient } from "../../../shared/integrations/github/client.ts";
import { configuredSpine } from "../../../shared/jobs/open-spine.ts";
import {
  approvedAction,
  draftPayload,
  headOf,
  quietGithub,
  onlyPullOf,
  push,
  repository,
  resultOf,
} from "../support/github.ts";
import { faults, sandbox } from "../support/slack.ts";
import { spine } from "../support/spine.ts";

const github = githubClient(spine);

const draft = sealActionKind(pullRequestDraft);

const ready = sealActionKind(pullRequestReady);

/** A request to the sandbox's GitHub starts several gits, and a test makes dozens of requests. */
const manyGits = 90_000;

beforeAll(quietGithub);

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

  it("asks whom the rules want for a review, once, and says whom GitHub doesn't take", async () => {
    const payload = { ...(await proven()), reviewers: ["lena-f", "nobody-here", "jonas-b"] };
    const unasked = expect.stringMatching(/^nobody-here: GitHub.*only be requested from collaborators/);
    expect(await ready.apply(spine, approvedAction(payload))).toMatchObject({
      kind: "applied",
      result: { pullRequest: String(payload.pullRequest), unasked },
    });
    const awaited = async () => {
      const pull = await github.pullRequest(repository, payload.pullRequest);
      return pull.kind === "answered" && !pull.value.draft ? pull.value.awaited : pull;
    };
    expect(await awaited()).toEqual(["lena-f", "jonas-b"]);
    expect(await resultOf(ready, payload)).toMatchObject({ unasked });
    expect(await awaited()).toEqual(["lena-f", "jonas-b"]);
    // Who has reviewed isn't asked any more, and is asked anew about what comes after.
    await sandbox("/github/_people/review", {
      repository,
      number: payload.pullRequest,
      login: "lena-f",
      state: "APPROVED",
      body: "",
    });
    expect(await awaited()).toEqual(["jonas-b"]);
  });

  it("whose answer about its reviewers is lost asks them all the same", async () => {
    const payload = { ...(await proven()), reviewers: ["lena-f"] };
    const action = approvedAction(payload);
    await faults("github", { path: "/requested_reviewers", status: 502 });
    expect((await ready.apply(spine, action)).kind).not.toBe("applied");
    expect(await ready.reconcile(spine, action)).toEqual({ kind: "absent" });
    expect(await ready.apply(spine, action)).toMatchObject({ kind: "applied", result: { unasked: "" } });
    expect(await ready.reconcile(spine, action)).toMatchObject({ kind: "found" });
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
