import type { Hono } from "hono";
import { z } from "zod";
import { done, posted } from "../people-post.ts";
import type { TwinEnv } from "../twin.ts";
import { accountOf, ours } from "./accounts.ts";
import { profilePage } from "./page.ts";
import type { BlueskyState } from "./state.ts";

const home = `/bluesky/profile/${ours.handle}`;
const deletion = z.strictObject({ rkey: z.string() });
const edit = z.strictObject({ rkey: z.string(), text: z.string().min(1) });
/** Refresh tokens too: then only the password opens a session. */
const ending = z.strictObject({ refresh: z.coerce.boolean().default(false) });

/** The account's page, and what people can do on it. */
export function peopleRoutes(routes: Hono<TwinEnv>, state: BlueskyState): void {
  routes.get("/", (c) => c.html(profilePage(ours, state.posts, null)));
  routes.get("/profile/:actor", (c) => {
    const account = accountOf(c.req.param("actor"));
    return account === undefined ? c.notFound() : c.html(profilePage(account, state.posts, null));
  });
  routes.get("/profile/:actor/post/:rkey", (c) => {
    const account = accountOf(c.req.param("actor"));
    const post = account && state.find(account.did, c.req.param("rkey"));
    return post ? c.html(profilePage(account, [post], post.rkey)) : c.text("Post not found", 404);
  });
  routes.get("/_blob/:cid", (c) => {
    const blob = state.blobs.find(({ cid }) => cid === c.req.param("cid"));
    if (blob === undefined) return c.notFound();
    const headers = { "content-type": blob.type, "content-security-policy": "sandbox; default-src 'none'" };
    return new Response(Buffer.from(blob.base64, "base64"), { headers });
  });
  routes.get("/_people/posts", (c) => c.json({ posts: state.posts }));
  routes.post("/_people/delete", (c) => {
    const sent = posted(c, deletion);
    if ("refused" in sent) return sent.refused;
    return state.remove(sent.fields.rkey)
      ? done(c, home, { ok: true })
      : c.json({ error: "no such post" }, 404);
  });
  routes.post("/_people/edit", (c) => {
    const sent = posted(c, edit);
    if ("refused" in sent) return sent.refused;
    const { rkey, text } = sent.fields;
    const post = state.find(ours.did, rkey);
    if (post === undefined) return c.json({ error: "no such post" }, 404);
    // Other words have other places.
    const { facets: _facets, ...record } = post.record;
    state.write(ours.did, rkey, { ...record, text });
    return done(c, home, { ok: true });
  });
  routes.post("/_people/end-sessions", (c) => {
    const sent = posted(c, ending);
    if ("refused" in sent) return sent.refused;
    state.eras.access += 1;
    if (sent.fields.refresh) state.eras.refresh += 1;
    return done(c, home, { ok: true });
  });
}
