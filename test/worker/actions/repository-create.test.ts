import { beforeAll, describe, expect, it } from "vitest";
import { sealActionKind } from "../../../shared/spine/action-kind.ts";
import { repositoryCreate } from "../../../shared/actions/repository-create.ts";
import { allowed, performed } from "../support/carried-out.ts";
import { approvedAction, quietGithub } from "../support/github.ts";
import { kindRules } from "../support/kind-rules.ts";
import { faults, sandbox } from "../support/slack.ts";
import { aTask, proposeOne, spine, unique, withRules } from "../support/spine.ts";

const create = sealActionKind(repositoryCreate);
/** A request to the sandbox's GitHub starts several gits. */
const manyGits = 90_000;

const wish = (name = unique("desk")) => ({ owner: "acme", name, description: "A desk", private: true });

beforeAll(quietGithub);

describe("a new repository", { timeout: manyGits }, () => {
  it("has a first commit, and is found by its action and by no other", async () => {
    const payload = wish();
    const action = approvedAction(payload);
    expect(await create.reconcile(spine, action)).toEqual({ kind: "absent" });
    const done = await create.apply(spine, action);
    expect(done).toMatchObject({
      kind: "applied",
      result: {
        repository: `acme/${payload.name}`,
        url: expect.stringContaining(payload.name),
        defaultBranch: "main",
        commit: expect.stringMatching(/^[0-9a-f]{40}$/),
      },
    });
    const { result } = done.kind === "applied" ? done : { result: {} };
    expect(await create.reconcile(spine, action)).toEqual({ kind: "found", result });
    expect(await create.reconcile(spine, approvedAction(payload))).toEqual({ kind: "absent" });
  });

  it("is made once when the answer is lost, and goes on with the one that is there", async () => {
    const action = approvedAction(wish());
    await faults("github", { path: "/orgs/acme/repos", drop: true });
    expect(await create.apply(spine, action)).toMatchObject({ kind: "lost" });
    expect(await create.apply(spine, action)).toMatchObject({ kind: "applied" });
    expect(await create.reconcile(spine, action)).toMatchObject({ kind: "found" });
  });

  it("isn't taken for ours because it has the name: it is left as it is", async () => {
    const payload = wish();
    await create.apply(spine, approvedAction(payload));
    const other = approvedAction({ ...payload, description: "Another one" });
    expect(await create.apply(spine, other)).toEqual({
      kind: "refused",
      error: `acme/${payload.name} exists already: choose another name, or have the rules name it and go on with it`,
    });
    expect(await create.apply(spine, approvedAction(wish("Checkout")))).toMatchObject({
      kind: "refused",
      error: expect.stringContaining("name already exists"),
    });
  });

  it("names the permission that the App lacks, and the organisation that it isn't installed on", async () => {
    await quietGithub();
    await sandbox("/github/_people/terms", { administration: false });
    expect(await create.apply(spine, approvedAction(wish()))).toMatchObject({
      kind: "refused",
      error: expect.stringContaining("lacks the permission administration: write for acme"),
    });
    await sandbox("/github/_people/terms", { administration: true });
    expect(await create.apply(spine, approvedAction({ ...wish(), owner: "elsewhere" }))).toMatchObject({
      kind: "refused",
      error: "GitHub: the App is not installed on an organisation elsewhere",
    });
  });

  it("whose commit can't be seen yet is waited for, and not made again", async () => {
    const action = approvedAction(wish());
    await faults("github", { path: "/git/ref/heads/main", status: 404 });
    const first = await create.apply(spine, action);
    expect(first).toMatchObject({ kind: "under_way" });
    const progress = first.kind === "under_way" ? first.progress : null;
    expect(await create.check(spine, { ...action, progress })).toMatchObject({ kind: "applied" });
  });
});

describe("the bounds of making repositories", () => {
  it.each([
    ["another organisation", { owner: "evil" }, "have repositories made in acme, not in evil", {}],
    ["none that the rules name", {}, "set delivery.owner", { organisation: null }],
  ])("are %s", (_name, over, why, rules) => {
    expect(create.inspect({ ...wish("desk"), ...over }, kindRules(rules))?.outOfBounds).toContain(why);
  });

  it.each([".github", "acme.github.io", "a/b", "desk.git", "..", "desk\nx", ""])(
    "have no name %j, which means something else",
    (name) => {
      expect(create.inspect(wish(name), kindRules())).toBeNull();
    },
  );

  it(
    "ask a person, always, and make the repository known to its project and to no other",
    async () => {
      const payload = wish();
      const comment = { repository: `acme/${payload.name}`, number: 1, body: "Hello" };
      const taskId = await aTask({ id: unique("bug-fix") });
      const before = await proposeOne({ kind: "github_comment", payload: comment, taskId, key: "before" });
      expect(before.verdict.kind).toBe("forbidden");
      expect((await proposeOne({ kind: "repository_create", payload })).verdict.kind).toBe("approval");
      expect(await performed(await allowed("repository_create", payload))).toBe("done");
      const after = await proposeOne({ kind: "github_comment", payload: comment, taskId, key: "after" });
      expect(after.verdict.kind).toBe("auto");
      const atlas = await aTask({ id: unique("bug-fix"), project: "atlas" });
      const there = await proposeOne({ kind: "github_comment", payload: comment, taskId: atlas });
      expect(there.verdict.kind).toBe("forbidden");
    },
    manyGits,
  );

  it("forbid it where no organisation is named", async () => {
    const { verdict } = await proposeOne(
      { kind: "repository_create", payload: wish() },
      withRules({ delivery: {} }),
    );
    expect(verdict.kind).toBe("forbidden");
    expect(verdict.reasons.join()).toContain("set delivery.owner");
  });
});
