import { beforeAll, describe, expect, it } from "vitest";
import { linkedinPost } from "../../../shared/actions/linkedin-post.ts";
import type { ApprovedAction } from "../../../shared/spine/action-kind.ts";
import { connectAccount } from "../support/accounts.ts";
import { applied, faults, sandbox } from "../support/slack.ts";
import { spine, spineAt, unique } from "../support/spine.ts";

const minute = 60_000;

function action(over: Partial<ApprovedAction<{ text: string; link: string | null }>["payload"]> = {}) {
  const draftId = unique();
  const payload = {
    draftId,
    text: `${draftId} [now] with #exports & 50 % (less)`,
    link: null,
    publishAt: null,
    ...over,
  };
  const sentAt = Date.now();
  return {
    id: `task-1.${draftId}`,
    taskId: "task-1",
    target: `linkedin:${draftId}`,
    digest: "0".repeat(64),
    sentAt,
    firstSentAt: sentAt,
    progress: null,
    payload,
  };
}

interface Seen {
  id: string;
  text: string;
  article: object | null;
}
const posts = async () => (await sandbox<{ posts: Seen[] }>("/linkedin/_people/posts")).posts;
const postOf = async (text: string) => (await posts()).filter((one) => one.text === text);

async function published(one = action()) {
  const outcome = await linkedinPost.apply(spine, one);
  if (outcome.kind !== "applied") throw new Error(JSON.stringify(outcome));
  return { one, result: outcome.result };
}

beforeAll(async () => {
  await sandbox("/linkedin/_sandbox/reset", {});
  await connectAccount("linkedin");
});

describe("a post on LinkedIn", () => {
  it("stands there word for word, with its card, under the account that is connected", async () => {
    const { one, result } = await published(action({ link: "https://blog.example/posts/exports/" }));
    expect(result).toMatchObject({ author: "urn:li:person:Sg7nalbx01", readBack: "same" });
    expect(await postOf(one.payload.text)).toMatchObject([
      { id: result.urn, article: { source: "https://blog.example/posts/exports/" } },
    ]);
    expect((await fetch(result.url)).status).toBe(200);
  });

  it("goes out though its token has ended since it was approved", async () => {
    await sandbox("/linkedin/_people/play", { expire: "access" });
    const { one } = await published();
    expect(await postOf(one.payload.text)).toHaveLength(1);
  });

  it("that LinkedIn finds there already is refused in LinkedIn's words", async () => {
    const { one } = await published();
    expect(await linkedinPost.apply(spine, { ...one, id: "task-1.other" })).toMatchObject({
      kind: "refused",
      error: expect.stringContaining("Content is a duplicate of urn:li:share:"),
    });
  });

  it("in a version that has been retired is refused with the setting's name", async () => {
    await sandbox("/linkedin/_people/play", { versions: ["202611"] });
    const outcome = await linkedinPost.apply(spine, action());
    await sandbox("/linkedin/_people/play", { versions: ["202607"] });
    expect(outcome).toMatchObject({
      kind: "refused",
      error: expect.stringContaining("set LINKEDIN_VERSION"),
    });
  });

  it("whose answer was lost is looked for before it counts as absent", async () => {
    const one = action();
    await faults("linkedin", { path: "/rest/posts", match: one.payload.draftId, drop: true });
    expect(await linkedinPost.apply(spine, one)).toMatchObject({ kind: "lost" });
    expect(await linkedinPost.reconcile(spine, one)).toMatchObject({ kind: "found" });
    const never = action();
    expect(await linkedinPost.reconcile(spine, never)).toMatchObject({ kind: "unclear" });
    expect(await linkedinPost.reconcile(spineAt(2 * minute), never)).toEqual({ kind: "absent" });
    expect((await applied("linkedin", "/rest/posts", one.payload.draftId)).length).toBe(1);
  });

  it("is seen to be gone, or to be another, a day later", async () => {
    const { one, result } = await published();
    const standing = async () => linkedinPost.standing?.(spine, one, result);
    expect(await standing()).toEqual({ kind: "stands" });
    await sandbox("/linkedin/_people/edit", { id: result.urn, text: "What the boss likes better." });
    expect(await standing()).toEqual({ kind: "edited" });
    await sandbox("/linkedin/_people/delete", { id: result.urn });
    expect(await standing()).toEqual({ kind: "gone" });
  });
});
