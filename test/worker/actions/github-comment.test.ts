import { beforeAll, describe, expect, it } from "vitest";
import { sealActionKind } from "../../../shared/spine/action-kind.ts";
import { githubComment } from "../../../shared/actions/github-comment.ts";
import { pullRequestDraft } from "../../../shared/actions/pull-request-draft.ts";
import {
  approvedAction,
  draftPayload,
  onlyPullOf,
  quietGithub,
  repository,
  resultOf,
} from "../support/github.ts";
import { faults, sandbox } from "../support/slack.ts";
import { spine, unique } from "../support/spine.ts";

const draft = sealActionKind(pullRequestDraft);

const comment = sealActionKind(githubComment);

/** A request to the sandbox's GitHub starts several gits, and a test makes dozens of requests. */
const manyGits = 90_000;

beforeAll(quietGithub);

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
    expect(await comment.reconcile(spine, approvedAction(payload))).toMatchObject({ kind: "unseen" });
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
