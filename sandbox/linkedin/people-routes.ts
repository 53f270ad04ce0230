import type { Hono } from "hono";
import { z } from "zod";
import { done, posted } from "../people-post.ts";
import type { TwinEnv } from "../twin.ts";
import { seen } from "./little-text.ts";
import { linkedinPage } from "./page.ts";
import type { LinkedinState } from "./state.ts";

const gone = z.object({ id: z.string() });
const edit = z.object({ id: z.string(), text: z.string().min(1) });
const play = z.object({
  /** Ends what was given out: access alone, or what renews it too. */
  expire: z.enum(["access", "all"]).optional(),
  /** In so many seconds; absent: at once. */
  inSeconds: z.coerce.number().optional(),
  /** The versions that are alive from now on. */
  versions: z.array(z.string()).optional(),
});

/** What people see and do here, and what can be let happen. */
export function peopleRoutes(routes: Hono<TwinEnv>, state: LinkedinState): void {
  routes.get("/", (c) => c.html(linkedinPage(state.posts)));
  routes.get("/feed/update/:urn/", (c) => {
    const post = state.posts.find((one) => one.id === c.req.param("urn"));
    return c.html(linkedinPage(post ? [post] : []), post ? 200 : 404);
  });
  routes.get("/_people/posts", (c) =>
    c.json({ posts: state.posts.map((post) => ({ ...post, text: seen(post.commentary) })) }),
  );
  routes.post("/_people/delete", (c) => {
    const sent = posted(c, gone);
    if ("refused" in sent) return sent.refused;
    state.posts = state.posts.filter(({ id }) => id !== sent.fields.id);
    return done(c, "/linkedin", { ok: true });
  });
  routes.post("/_people/edit", (c) => {
    const sent = posted(c, edit);
    if ("refused" in sent) return sent.refused;
    const { id, text } = sent.fields;
    state.posts = state.posts.map((post) =>
      post.id === id
        ? { ...post, commentary: text.replaceAll(/[\\|{}@[\]()<>#*_~]/g, String.raw`\$&`), isEdited: true }
        : post,
    );
    return done(c, "/linkedin", { ok: true });
  });
  routes.post("/_people/play", (c) => {
    const sent = posted(c, play);
    if ("refused" in sent) return sent.refused;
    const { expire, inSeconds, versions } = sent.fields;
    if (expire !== undefined)
      state.tokens.expire(expire === "all" ? ["access", "refresh"] : ["access"], inSeconds);
    if (versions !== undefined) state.versions = versions;
    return done(c, "/linkedin", { ok: true });
  });
}
