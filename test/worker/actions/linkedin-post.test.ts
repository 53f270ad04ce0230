import { env } from "cloudflare:workers";
import { beforeAll, describe, expect, it } from "vitest";
import { linkedinPost } from "../../../shared/actions/linkedin-post.ts";
import { linkedinConnector } from "../../../shared/integrations/linkedin/connector.ts";
import { linkedinPosts } from "../../../shared/integrations/linkedin/posts.ts";
import { configuredSpine } from "../../../shared/jobs/open-spine.ts";
import type { ApprovedAction } from "../../../shared/spine/action-kind.ts";
import { connectAccount, decideOn } from "../support/accounts.ts";
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

/** What an app may do that asks for other rights, under the account of a member who allows them. */
async function asApp(over: object, member?: string) {
  const app = configuredSpine({ ...env, ...over });
  const redirectUri = "http://127.0.0.1:8790/accounts/linkedin";
  const page = linkedinConnector.pageFor(app.settings, { state: "s", challenge: null, redirectUri });
  const { code = "" } = await decideOn(page, "allow", member);
  const grant = await linkedinConnector.exchange(app, { code, verifier: null, redirectUri });
  if (grant.kind !== "answered") throw new Error(JSON.stringify(grant));
  const { access: token, account } = grant.value;
  const at = (ms: number) => ({ ...app, now: () => Date.now() + ms });
  return {
    posts: (ms = 0) => linkedinPosts(at(ms), async (call) => call({ token, account })),
    check: async () => linkedinConnector.check(app, token),
  };
}

describe("an app of LinkedIn", () => {
  it("posts in the name of the page that is set, and says when the account may not", async () => {
    const text = `${unique()} #exports`;
    const app = await asApp({ LINKEDIN_SCOPES: "", LINKEDIN_ORGANIZATION: "5515715" });
    expect(await app.posts().publish({ text, link: null })).toMatchObject({
      kind: "applied",
      result: { author: "urn:li:organization:5515715", readBack: "same" },
    });
    expect(await app.posts().find({ text, link: null }, Date.now())).toMatchObject({ kind: "found" });
    expect(await app.check()).toMatchObject({ value: { warning: null } });
    const other = await asApp({ LINKEDIN_SCOPES: "", LINKEDIN_ORGANIZATION: "5515715" }, "Ma2yaOrt5z");
    expect(await other.posts().publish({ text: unique(), link: null })).toMatchObject({ kind: "refused" });
    expect(await other.check()).toMatchObject({
      value: { warning: expect.stringContaining("it may not write for urn:li:organization:5515715") },
    });
  });

  it("that may not read posts never says that one is absent: people are asked", async () => {
    const app = await asApp({ LINKEDIN_SCOPES: "openid profile w_member_social" });
    const text = unique();
    expect(await app.posts().publish({ text, link: null })).toMatchObject({
      kind: "applied",
      result: { readBack: "unread" },
    });
    for (const ms of [0, 5 * minute, 24 * 60 * minute])
      expect(await app.posts(ms).find({ text: unique(), link: null }, Date.now())).toMatchObject({
        kind: "unclear",
      });
  });
});
