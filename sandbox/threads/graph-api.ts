import type { Context, Hono } from "hono";
import { z } from "zod";
import type { TwinEnv } from "../twin.ts";
import { graphError } from "./graph-error.ts";
import { whyTooMuch } from "./limits.ts";
import { type Container, type Post, profile, type ThreadsState } from "./state.ts";

type C = Context<TwinEnv>;

const creation = z.strictObject({
  media_type: z.literal("TEXT"),
  text: z.string().min(1),
  link_attachment: z.url().optional(),
});
const publication = z.strictObject({ creation_id: z.string() });
const postFields = ["id", "text", "permalink", "timestamp", "shortcode", "username", "link_attachment_url"];
const containerFields = ["id", "status", "error_message"];

const missing = (c: C) =>
  graphError(c, 100, "Unsupported request. Object does not exist, or there are no permissions to load it", {
    error_subcode: 33,
  });
const notReady = (c: C, id: string) =>
  graphError(c, 24, "The requested resource does not exist", {
    error_subcode: 4279009,
    is_transient: false,
    error_user_title: "Media Not Found",
    error_user_msg: `The media with id ${id} cannot be found.`,
  });

/** Threads' API, as far as Signalbox calls it. Contract: developers.facebook.com/docs/threads. */
export function graphApi(routes: Hono<TwinEnv>, state: ThreadsState): void {
  routes.use("/v1.0/*", async (c, next) => {
    const token = paramsOf(c)["access_token"];
    if (token === undefined)
      return graphError(c, 104, "An access token is required to request this resource.");
    const held = state.tokens.find(token, "long");
    if (held === null) return graphError(c, 190, "Invalid OAuth access token - Cannot parse access token");
    if (held !== "expired") return next();
    const more = { error_subcode: 463 };
    return graphError(c, 190, "Error validating access token: Session has expired", more, 401);
  });

  routes.get("/v1.0/me", (c) => c.json({ id: profile.id, username: profile.username }));
  routes.get("/v1.0/:user/threads_publishing_limit", (c) => {
    if (!isOurs(c)) return missing(c);
    const config = { quota_total: state.quota, quota_duration: 86_400 };
    return c.json({ data: [{ quota_usage: state.used, config }] });
  });
  routes.post("/v1.0/:user/threads", (c) => {
    if (!isOurs(c)) return missing(c);
    const { access_token: _token, ...sent } = paramsOf(c);
    const parsed = creation.safeParse(sent);
    if (!parsed.success) return graphError(c, 100, z.prettifyError(parsed.error));
    const { text, link_attachment: link = null } = parsed.data;
    const why = whyTooMuch(text, link);
    return why === null ? c.json({ id: state.contain(text, link).id }) : graphError(c, 100, why);
  });
  routes.post("/v1.0/:user/threads_publish", (c) => {
    if (!isOurs(c)) return missing(c);
    const { access_token: _token, ...sent } = paramsOf(c);
    const parsed = publication.safeParse(sent);
    if (!parsed.success) return graphError(c, 100, z.prettifyError(parsed.error));
    const from = state.containerOf(parsed.data.creation_id);
    if (from === undefined || state.statusOf(from) !== "FINISHED")
      return notReady(c, parsed.data.creation_id);
    if (state.used >= state.quota) return graphError(c, 4, "Application request limit reached");
    return c.json({ id: state.publish(from).id });
  });
  routes.get("/v1.0/:user/threads", (c) => {
    if (!isOurs(c)) return missing(c);
    const since = Number(c.req.query("since") ?? 0) * 1000;
    const limit = Math.min(100, Number(c.req.query("limit") ?? 25));
    const newest = state.posts.filter(({ at }) => at >= since).toReversed();
    return withFields(c, postFields, (wanted) => ({
      data: newest.slice(0, limit).map((post) => picked(postView(c, post), wanted)),
    }));
  });
  routes.get("/v1.0/:id", (c) => {
    const id = c.req.param("id");
    const post = state.posts.find((one) => one.id === id);
    if (post) return withFields(c, postFields, (wanted) => picked(postView(c, post), wanted));
    const container = state.containerOf(id);
    if (container === undefined) return missing(c);
    container.looks += 1;
    return withFields(c, containerFields, (wanted) => picked(containerView(state, container), wanted));
  });
}

function isOurs(c: C): boolean {
  return [profile.id, "me"].includes(c.req.param("user") ?? "");
}

/** Parameters stand in the address or in the form. */
function paramsOf(c: C): Record<string, string> {
  return { ...c.req.query(), ...Object.fromEntries(new URLSearchParams(c.get("rawBody"))) };
}

function postView(c: C, { id, text, at, shortcode, link }: Post): Record<string, unknown> {
  const permalink = `${new URL(c.req.url).origin}/threads/@${profile.username}/post/${shortcode}`;
  const timestamp = new Date(at).toISOString().replace(/\.\d+Z$/, "+0000");
  const attached = link === null ? {} : { link_attachment_url: link };
  return { id, text, permalink, timestamp, shortcode, username: profile.username, ...attached };
}

function containerView(state: ThreadsState, container: Container): Record<string, unknown> {
  const status = state.statusOf(container);
  return { id: container.id, status, ...(status === "ERROR" ? { error_message: "UNKNOWN" } : {}) };
}

/** Only the fields that are asked for, and a refusal where there is no such field. */
function withFields(
  c: C,
  known: readonly string[],
  answer: (wanted: readonly string[]) => Record<string, unknown>,
): Response {
  const wanted = (c.req.query("fields") ?? "id").split(",");
  const wrong = wanted.find((one) => !known.includes(one));
  return wrong === undefined
    ? c.json(answer(wanted))
    : graphError(c, 100, `Tried accessing nonexisting field (${wrong})`);
}

function picked(view: Record<string, unknown>, wanted: readonly string[]): Record<string, unknown> {
  return Object.fromEntries(Object.entries(view).filter(([name]) => wanted.includes(name)));
}
