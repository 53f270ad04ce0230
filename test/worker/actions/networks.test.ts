import { env } from "cloudflare:workers";
import { eq } from "drizzle-orm";
import { beforeEach, describe, expect, it } from "vitest";
import { actionKindOf } from "../../../shared/actions/registry.ts";
import { actions, connections, effects, posts } from "../../../shared/db/schema.ts";
import type { PublishedStanding } from "../../../shared/domain/sending.ts";
import { configuredSpine } from "../../../shared/jobs/open-spine.ts";
import { perform } from "../../../shared/spine/perform.ts";
import { connectAccount } from "../support/accounts.ts";
import { kindRules } from "../support/kind-rules.ts";
import { allowed, performed } from "../support/carried-out.ts";
import { onBluesky, onThreads } from "../support/networks.ts";
import { applied, faults, sandbox } from "../support/slack.ts";
import { spine, unique } from "../support/spine.ts";

const post = (mark: string, over: object = {}) => ({
  draftId: mark,
  text: mark,
  link: null,
  publishAt: null,
  ...over,
});

async function standing(actionId: string): Promise<PublishedStanding["kind"] | undefined> {
  const action = await spine.db.select().from(actions).where(eq(actions.id, actionId)).get();
  const effect = await spine.db.select().from(effects).where(eq(effects.actionId, actionId)).get();
  if (!action || !effect) throw new Error(`there is no ${actionId}`);
  const code = actionKindOf(action.kind);
  const approved = { ...action, ...effect, id: actionId, payload: JSON.parse(action.payload) };
  return (await code?.standing?.(spine, approved, effect.result))?.kind;
}

const failure = async (actionId: string) =>
  (await spine.db.select().from(effects).where(eq(effects.actionId, actionId)).get())?.error;

describe("a post on Bluesky", () => {
  it("has its links, its tags, who is known of its mentions, and the card of our own post", async () => {
    const mark = unique();
    const link = new URL(`posts/${mark}/`, `${env.BLOG_URL}/`).href;
    await spine.db.insert(posts).values({
      slug: mark,
      title: "Calm releases",
      summary: "A release can be taken back.",
      tags: [],
      author: "A",
      words: 900,
      bodyKey: "none",
      actionId: mark,
      taskId: mark,
      publishedAt: spine.now(),
      updatedAt: spine.now(),
    });
    const text = `👩‍👩‍👧 ${mark} by @maya.example and @nobody.example: ${link} #züge`;
    expect(await performed(await allowed("bluesky_post", post(mark, { text, link })))).toBe("done");
    const [seen] = await onBluesky(mark);
    expect(seen?.record.embed).toEqual({
      $type: "app.bsky.embed.external",
      external: { uri: link, title: "Calm releases", description: "A release can be taken back." },
    });
    expect(seen?.record.facets?.map(({ features: [feature] }) => feature)).toEqual([
      { $type: "app.bsky.richtext.facet#mention", did: "did:plc:sb7mayaortizplatform2626" },
      { $type: "app.bsky.richtext.facet#link", uri: link },
      { $type: "app.bsky.richtext.facet#tag", tag: "züge" },
    ]);
  });

  it("has a card with the picture of the page that it links to, and without one where that is no picture", async () => {
    const png = Uint8Array.from(atob("iVBORw0KGgo="), (char) => char.charCodeAt(0));
    const page = (image: string) => `<title>News</title><meta property="og:image" content="${image}">`;
    const web: typeof fetch = async (input, init) => {
      const url = new URL(input instanceof Request ? input.url : input);
      if (url.host !== "news.example.com") return fetch(input, init);
      if (url.pathname === "/picture.png")
        return new Response(png, { headers: { "content-type": "image/png" } });
      const body = page(url.pathname === "/a" ? "/picture.png" : "/a");
      return new Response(body, { headers: { "content-type": "text/html" } });
    };
    const at = (ms: number) => configuredSpine(env, { now: () => Date.now() + ms, fetch: web });
    for (const [path, thumb] of [
      ["a", { $type: "blob", mimeType: "image/png", size: png.length }],
      ["b", undefined],
    ] as const) {
      const mark = unique();
      const link = `https://news.example.com/${path}`;
      expect(await performed(await allowed("bluesky_post", post(mark, { link })), at)).toBe("done");
      const [seen] = await onBluesky(mark);
      expect(seen?.record.embed).toMatchObject({ external: { uri: link, title: "News" } });
      const external: { thumb?: object } = JSON.parse(JSON.stringify(seen?.record.embed)).external;
      if (thumb === undefined) expect(external.thumb).toBeUndefined();
      else expect(external.thumb).toMatchObject(thumb);
    }
  });

  it("goes out under a session that is renewed, and begun anew only where that is refused", async () => {
    const sent = async () => performed(await allowed("bluesky_post", post(unique())));
    const begun = async () => (await applied("bluesky", "createSession")).length;
    expect(await sent()).toBe("done");
    const before = await begun();
    await sandbox("/bluesky/_people/end-sessions", {});
    expect(await sent()).toBe("done");
    expect(await begun()).toBe(before);
    await sandbox("/bluesky/_people/end-sessions", { refresh: true });
    expect(await sent()).toBe("done");
    expect(await begun()).toBe(before + 1);
  });

  it("that people have changed meanwhile is found and not written over", async () => {
    const mark = unique();
    const actionId = await allowed("bluesky_post", post(mark));
    await performed(actionId);
    expect(await standing(actionId)).toBe("stands");
    const [{ rkey } = { rkey: "" }] = await onBluesky(mark);
    await sandbox("/bluesky/_people/edit", { rkey, text: `${mark}, in better words` });
    expect(await standing(actionId)).toBe("edited");
    // As if it was never written down that it had been sent.
    await spine.db
      .update(effects)
      .set({ state: "pending", sentAt: null, result: null })
      .where(eq(effects.actionId, actionId));
    expect(await performed(actionId)).toBe("done");
    expect((await onBluesky(mark)).map(({ record }) => record.text)).toEqual([`${mark}, in better words`]);
    await sandbox("/bluesky/_people/delete", { rkey });
    expect(await standing(actionId)).toBe("gone");
  });
});

describe("a post on Threads", () => {
  beforeEach(async () => {
    await connectAccount("threads");
    await sandbox("/threads/_people/trouble", { quota: 250 });
    await env.SERVICE_GATE.getByName("threads").reopen();
  });
  const containers = async (mark: string) =>
    (await sandbox<{ containers: { text: string }[] }>("/threads/_people/posts")).containers.filter(
      ({ text }) => text === mark,
    ).length;

  it("is one container, published again when it is not known whether it was", async () => {
    const mark = unique();
    const actionId = await allowed("threads_post", post(mark));
    await faults("threads", { match: "creation_id", status: 500 });
    expect(await performed(actionId)).toBe("done");
    expect(await onThreads(mark)).toHaveLength(1);
    expect(await containers(mark)).toBe(1);
  });

  it("is made anew when its container has expired, and refused when Threads can't make it", async () => {
    const [late, bad] = [unique(), unique()];
    await sandbox("/threads/_people/trouble", { nextFails: "EXPIRED" });
    expect(await performed(await allowed("threads_post", post(late)))).toBe("done");
    expect(await onThreads(late)).toHaveLength(1);
    await sandbox("/threads/_people/trouble", { nextFails: "ERROR" });
    const refused = await allowed("threads_post", post(bad));
    expect(await performed(refused)).toBe("failed");
    expect(await failure(refused)).toContain("could not make it");
    expect(await onThreads(bad)).toHaveLength(0);
  });

  it("waits while the profile has published as much as it may in a day", async () => {
    const mark = unique();
    const actionId = await allowed("threads_post", post(mark));
    await sandbox("/threads/_people/trouble", { quota: 0 });
    expect(await perform(spine, actionId)).toMatchObject({ kind: "wait", afterMs: 15 * 60_000 });
    expect(await containers(mark)).toBe(0);
  });

  it("is known to be gone or changed by people", async () => {
    const mark = unique();
    const actionId = await allowed("threads_post", post(mark));
    await performed(actionId);
    expect(await standing(actionId)).toBe("stands");
    const [{ id } = { id: "" }] = await onThreads(mark);
    await sandbox("/threads/_people/edit", { id, text: `${mark}!` });
    expect(await standing(actionId)).toBe("edited");
    await sandbox("/threads/_people/delete", { id });
    expect(await standing(actionId)).toBe("gone");
  });

  it("is refused with the page to connect it anew when its token is over", async () => {
    await sandbox("/threads/_people/trouble", { endTokens: true });
    await spine.db.update(connections).set({ sealedRefresh: null }).where(eq(connections.service, "threads"));
    const actionId = await allowed("threads_post", post(unique()));
    expect(await performed(actionId)).toBe("failed");
    expect(await failure(actionId)).toContain("/accounts");
  });
});

describe("a gist", () => {
  it("is read back, and counts as edited or gone when people have seen to it", async () => {
    const mark = unique();
    const files = [{ name: "a.ts", content: "export {};\n" }];
    const gist = { draftId: mark, description: mark, files, public: false, publishAt: null };
    const actionId = await allowed("gist_publish", gist);
    expect(await performed(actionId)).toBe("done");
    expect(await standing(actionId)).toBe("stands");
    const { gists } = await sandbox<{ gists: { id: string; description: string }[] }>(
      "/github/_people/gists",
    );
    const id = gists.find(({ description }) => description === mark)?.id;
    await sandbox("/github/_people/gist", { id, act: "edit", description: "other words" });
    expect(await standing(actionId)).toBe("edited");
    await sandbox("/github/_people/gist", { id, act: "delete" });
    expect(await standing(actionId)).toBe("gone");
  });

  it("has no file whose name is a path or GitHub's own, and none that is blank", () => {
    const refused = [
      { name: "a/b.ts", content: "x" },
      { name: "gistfile1.txt", content: "x" },
      { name: "a.ts", content: " \n" },
    ];
    const of = (file: object) => ({
      draftId: "t",
      description: "d",
      files: [file],
      public: true,
      publishAt: null,
    });
    const seen = (payload: object) => actionKindOf("gist_publish")?.inspect(payload, kindRules()) ?? null;
    expect(seen(of({ name: "a.ts", content: "x" }))).not.toBeNull();
    for (const file of refused) expect(seen(of(file))).toBeNull();
  });
});
