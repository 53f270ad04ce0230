import type { Hono } from "hono";
import { z } from "zod";
import { done, posted } from "../people-post.ts";
import type { TwinEnv } from "../twin.ts";
import { profilePage } from "./page.ts";
import type { ThreadsState } from "./state.ts";

const home = "/threads";
const deletion = z.strictObject({ id: z.string() });
const edit = z.strictObject({ id: z.string(), text: z.string().min(1) });
const trouble = z.strictObject({
  /** How many posts a day there may be from now on. */
  quota: z.coerce.number().int().nonnegative().optional(),
  /** What the next container comes to. */
  nextFails: z.enum(["ERROR", "EXPIRED"]).optional(),
  /** Ends every token. */
  endTokens: z.coerce.boolean().default(false),
});

/** The profile's page, and what people can do on it. */
export function peopleRoutes(routes: Hono<TwinEnv>, state: ThreadsState): void {
  routes.get("/", (c) => c.html(profilePage(state.posts, null)));
  routes.get("/:user{@[a-z.]+}/post/:shortcode", (c) => {
    const post = state.posts.find(({ shortcode }) => shortcode === c.req.param("shortcode"));
    return post ? c.html(profilePage([post], post.id)) : c.text("Post not found", 404);
  });
  routes.get("/_people/posts", (c) => c.json({ posts: state.posts, containers: state.containers }));
  routes.post("/_people/trouble", (c) => {
    const sent = posted(c, trouble);
    if ("refused" in sent) return sent.refused;
    const { quota, nextFails, endTokens } = sent.fields;
    if (quota !== undefined) state.quota = quota;
    if (nextFails !== undefined) state.nextFails = nextFails;
    if (endTokens) state.tokens.expire(["short", "long"]);
    return done(c, home, { ok: true });
  });
  routes.post("/_people/delete", (c) => {
    const sent = posted(c, deletion);
    if ("refused" in sent) return sent.refused;
    return state.remove(sent.fields.id)
      ? done(c, home, { ok: true })
      : c.json({ error: "no such post" }, 404);
  });
  routes.post("/_people/edit", (c) => {
    const sent = posted(c, edit);
    if ("refused" in sent) return sent.refused;
    const post = state.posts.find(({ id }) => id === sent.fields.id);
    if (post === undefined) return c.json({ error: "no such post" }, 404);
    post.text = sent.fields.text;
    return done(c, home, { ok: true });
  });
}
