import { env } from "cloudflare:workers";
import { beforeAll, describe, expect, it } from "vitest";
import { sealActionKind } from "../../../shared/spine/action-kind.ts";
import { pullRequestMerge } from "../../../shared/actions/pull-request-merge.ts";
import { actionOutcomes } from "../../../shared/db/schema.ts";
import { githubClient } from "../../../shared/integrations/github/client.ts";
import { configuredSpine } from "../../../shared/jobs/open-spine.ts";
import {
  approvedAction,
  headOf,
  mergePayload,
  messagesOn,
  push,
  quietGithub,
  readyPull,
  report,
  repository,
  review,
} from "../support/github.ts";
import { kindRules } from "../support/kind-rules.ts";
import { faults, sandbox } from "../support/slack.ts";
import { proposeOne, spine, unique, withRules } from "../support/spine.ts";

const merge = sealActionKind(pullRequestMerge);
/** A request to the sandbox's GitHub starts several gits, and a test makes dozens of requests. */
const manyGits = 90_000;
const terms = async (some: object) => sandbox("/github/_people/terms", some);

beforeAll(quietGithub);

describe("a merge", { timeout: manyGits }, () => {
  it("happens once, in its own words, and is found with the same result", async () => {
    const pull = await readyPull();
    const action = approvedAction(mergePayload(pull));
    expect(await merge.reconcile(spine, action)).toEqual({ kind: "absent" });
    const done = await merge.apply(spine, action);
    expect(done).toEqual({
      kind: "applied",
      result: {
        pullRequest: String(pull.number),
        url: expect.stringContaining(`/pull/${pull.number}`),
        mergeCommit: await headOf("main"),
      },
    });
    expect(await merge.apply(spine, action)).toEqual(done);
    expect(await merge.reconcile(spine, action)).toMatchObject({ kind: "found" });
    const words = `Merge ${pull.title} (#${pull.number})`;
    expect((await messagesOn("main")).filter((one) => one === words)).toHaveLength(1);
  });

  it("whose answer is lost is found, also where a person was faster with the very head", async () => {
    const [lost, theirs] = [await readyPull(), await readyPull()];
    const action = approvedAction(mergePayload(lost));
    await faults("github", { path: "/merge", match: "merge_method", drop: true });
    expect(await merge.apply(spine, action)).toMatchObject({ kind: "lost" });
    expect(await merge.reconcile(spine, action)).toMatchObject({ kind: "found" });
    await sandbox("/github/_people/merge", { repository, number: theirs.number, login: "maya-ortiz" });
    expect(await merge.apply(spine, approvedAction(mergePayload(theirs)))).toMatchObject({ kind: "applied" });
  });

  it("is of the head that was approved: one that has moved is stale, seen before or by GitHub", async () => {
    const pull = await readyPull();
    const action = approvedAction(mergePayload(pull));
    const racing = configuredSpine(env, {
      fetch: async (input, init) => {
        const request = new Request(input, init);
        if (request.method === "PUT") await push(pull.head, "src/late.js", "// late\n");
        return fetch(request);
      },
    });
    const said = expect.stringMatching(new RegExp(`#${pull.number} is at .* now, not at ${pull.headSha}`));
    expect(await merge.apply(racing, action)).toEqual({ kind: "stale", error: said });
    expect(await merge.apply(spine, action)).toEqual({ kind: "stale", error: said });
    await sandbox("/github/_people/merge", { repository, number: pull.number, login: "maya-ortiz" });
    expect(await merge.reconcile(spine, action)).toEqual({ kind: "absent" });
    expect(await merge.apply(spine, action)).toMatchObject({
      kind: "refused",
      error: expect.stringContaining("was merged before, at"),
    });
  });

  it("is refused while somebody wants changes, until they take it back", async () => {
    const pull = await readyPull();
    const action = approvedAction(mergePayload(pull));
    await review(pull.number, "lena-f", "CHANGES_REQUESTED");
    await review(pull.number, "maya-ortiz", "APPROVED");
    await review(pull.number, "lena-f", "COMMENTED");
    expect(await merge.apply(spine, action)).toEqual({
      kind: "refused",
      error: `pull request #${pull.number}: lena-f requested changes`,
    });
    await review(pull.number, "lena-f", "APPROVED");
    expect(await merge.apply(spine, action)).toMatchObject({ kind: "applied" });
  });

  it("waits for the check that is required, and is refused when that fails; others don't count", async () => {
    const pull = await readyPull();
    const action = approvedAction(mergePayload(pull));
    await terms({ requiredChecks: ["ci/tests"] });
    try {
      await report(pull.headSha, "ci/else", "failure");
      expect(await merge.apply(spine, action)).toMatchObject({
        kind: "not_applied",
        error: expect.stringContaining("ci/tests has not reported yet"),
      });
      await report(pull.headSha, "ci/tests", "pending");
      expect(await merge.apply(spine, action)).toMatchObject({
        kind: "not_applied",
        error: expect.stringContaining("ci/tests is not over yet"),
      });
      await report(pull.headSha, "ci/tests", "failure");
      expect(await merge.apply(spine, action)).toMatchObject({
        kind: "refused",
        error: expect.stringContaining("ci/tests says failure"),
      });
      await report(pull.headSha, "ci/tests", "success");
      expect(await merge.apply(spine, action)).toMatchObject({ kind: "applied" });
    } finally {
      await terms({ requiredChecks: [] });
    }
  });

  it("where nothing is required minds all that reports", async () => {
    const pull = await readyPull();
    await report(pull.headSha, "ci/else", "failure");
    expect(await merge.apply(spine, approvedAction(mergePayload(pull)))).toMatchObject({ kind: "refused" });
  });

  it.each([
    ["its rules", { requiredReviews: 1 }, "At least 1 approving review is required"],
    ["its ways", { mergeMethods: ["merge"] }, "Squash merges are not allowed"],
  ])("is refused in GitHub's words for %s", async (_name, some, words) => {
    const pull = await readyPull();
    await terms(some);
    const outcome = await merge.apply(spine, approvedAction(mergePayload(pull)));
    await terms({ requiredReviews: 0, mergeMethods: ["merge", "squash", "rebase"] });
    expect(outcome).toMatchObject({ kind: "refused", error: expect.stringContaining(words) });
  });

  it("is refused over a conflict, as a draft, and when it is closed", async () => {
    const mark = unique();
    const [conflicting, closed] = [await readyPull(mark), await readyPull()];
    await push("main", `src/${mark}.js`, "// other\n");
    await sandbox("/github/_people/close", { repository, number: closed.number, login: "maya-ortiz" });
    for (const [pull, words] of [
      [conflicting, "conflicts with main"],
      [closed, "was closed before"],
    ] as const)
      expect(await merge.apply(spine, approvedAction(mergePayload(pull)))).toMatchObject({
        kind: "refused",
        error: expect.stringContaining(words),
      });
  });

  it("of workflow files names the permission that the App lacks", async () => {
    const branch = `fix/${unique()}`;
    await githubClient(spine).createBranch(repository, branch, await headOf("main"));
    const headSha = await push(branch, ".github/workflows/new.yml", "on: workflow_dispatch\njobs: {}\n");
    const words = { branch, base: "main", title: "CI", body: "", draft: false };
    const opened = await githubClient(spine).openPullRequest(repository, words);
    const number = opened.kind === "answered" ? opened.value.number : 0;
    const payload = { repository, number, head: headSha, method: "squash", title: "CI" };
    await sandbox("/github/_people/terms", { workflows: false });
    expect(await merge.apply(spine, approvedAction(payload))).toMatchObject({
      kind: "refused",
      error: expect.stringContaining("lacks the permission workflows: write"),
    });
  });
});

describe("a merge by rule", { timeout: manyGits }, () => {
  const byRule = (over: object = {}) =>
    withRules({ repositories: { [repository]: { mergeApprovals: 1, ...over } } });

  it("needs nobody's word in Signalbox, and there only where a rule of that repository says so", async () => {
    const payload = mergePayload({ ...(await readyPull()) });
    expect((await proposeOne({ kind: "pull_request_merge", payload })).verdict.kind).toBe("approval");
    const free = await proposeOne({ kind: "pull_request_merge", payload }, byRule());
    expect(free.verdict).toMatchObject({ kind: "auto", reasons: [expect.stringContaining("a rule has")] });
    const external = { kind: "pull_request_merge", payload, provenance: "external" } as const;
    expect((await proposeOne(external, byRule())).verdict.kind).toBe("approval");
  });

  it("waits for an approval of that very head, by an approver, and for a check that has reported", async () => {
    const pull = await readyPull();
    const late = { ...mergePayload(pull), head: await push(pull.head, "src/more.js", "// more\n") };
    const attempt = async () => merge.apply(byRule(), approvedAction(late));
    const waits = (words: string) => ({ kind: "not_applied", error: expect.stringContaining(words) });
    expect(await attempt()).toMatchObject(waits("no check has reported yet"));
    await report(late.head, "ci/tests", "success");
    // Who may only read, and is no approver, counts for nothing.
    await review(pull.number, "jonas-b", "APPROVED");
    expect(await attempt()).toMatchObject(waits("0 of 1 approvals"));
    await review(pull.number, "maya-ortiz", "APPROVED");
    const newer = { ...late, head: await push(pull.head, "src/more.js", "// even more\n") };
    await report(newer.head, "ci/tests", "success");
    expect(await merge.apply(byRule(), approvedAction(newer))).toMatchObject(waits("0 of 1 approvals"));
    await review(pull.number, "maya-ortiz", "APPROVED");
    expect(await merge.apply(byRule(), approvedAction(newer))).toMatchObject({ kind: "applied" });
  });

  it("holds in a repository that was made for a delivery by the rule of deliveries, until the rules name it", async () => {
    const delivery = { owner: "acme", mergeApprovals: 1 };
    const unnamed = withRules({ repositories: {}, delivery });
    const payload = mergePayload(await readyPull());
    const proposal = { kind: "pull_request_merge", payload };
    expect((await proposeOne(proposal, unnamed)).verdict.kind).toBe("forbidden");
    await spine.db.insert(actionOutcomes).values({
      actionId: unique("made"),
      taskId: unique("delivery"),
      project: "default",
      kind: "repository_create",
      target: `github:${repository}`,
      outcome: "accepted",
      reviewed: true,
      at: Date.now(),
    });
    expect((await proposeOne(proposal, unnamed)).verdict.kind).toBe("auto");
    expect((await proposeOne(proposal, withRules({ delivery }))).verdict.kind).toBe("approval");
    await report(payload.head, "ci/tests", "success");
    expect(await merge.apply(unnamed, approvedAction(payload))).toMatchObject({
      kind: "not_applied",
      error: expect.stringContaining("0 of 1 approvals"),
    });
    await review(payload.number, "maya-ortiz", "APPROVED");
    expect(await merge.apply(unnamed, approvedAction(payload))).toMatchObject({ kind: "applied" });
  });

  it("doesn't take for green what it can't see", async () => {
    const pull = await readyPull();
    await terms({ readsRules: false });
    const outcome = await merge.apply(byRule(), approvedAction(mergePayload(pull)));
    await terms({ readsRules: true });
    expect(outcome).toMatchObject({ kind: "refused", error: expect.stringContaining("may not read") });
  });
});

describe("the bounds of merging", () => {
  const payload = { repository, number: 1, head: "0".repeat(40), method: "squash", title: "t" };

  it.each([
    ["a repository that the rules don't name", { repository: "evil/things" }, "no repository evil/things"],
    ["another project's repository", { repository: "acme/calendar" }, "of another project than default"],
  ])("forbid %s", (_name, over, why) => {
    expect(merge.inspect({ ...payload, ...over }, kindRules())?.outOfBounds).toContain(why);
  });

  it.each([
    ["a branch for a head", { head: "main" }],
    ["a short head", { head: "0".repeat(12) }],
    ["another way", { method: "force" }],
    ["a title of two lines", { title: "t\n\nCo-authored-by: x" }],
    ["more than its form has", { bypass: true }],
  ])("have no form for %s", (_name, over) => {
    expect(merge.inspect({ ...payload, ...over }, kindRules())).toBeNull();
  });
});
