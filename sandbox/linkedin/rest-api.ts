import type { Context, Hono } from "hono";
import { z } from "zod";
import { parseJson } from "../json.ts";
import type { Token } from "../oauth/tokens.ts";
import type { TwinEnv } from "../twin.ts";
import { kept, seen } from "./little-text.ts";
import { type LinkedinState, members, pages, type Post } from "./state.ts";

type C = Context<TwinEnv>;

const newPost = z.strictObject({
  author: z.string(),
  commentary: z.string(),
  visibility: z.enum(["PUBLIC", "CONNECTIONS"]),
  distribution: z.strictObject({
    feedDistribution: z.enum(["MAIN_FEED", "NONE"]),
    targetEntities: z.array(z.unknown()),
    thirdPartyDistributionChannels: z.array(z.unknown()),
  }),
  content: z
    .strictObject({ article: z.strictObject({ source: z.url(), title: z.string().min(1).max(400) }) })
    .optional(),
  lifecycleState: z.literal("PUBLISHED"),
  isReshareDisabledByAuthor: z.boolean().optional(),
});

const mostCharacters = 3000;
const mostADay = 150;

/** The versioned API, as far as posts go: who calls in another version, or for another author, is refused. */
export function restApi(routes: Hono<TwinEnv>, state: LinkedinState): void {
  routes.get("/v2/userinfo", (c) => {
    const token = holder(c, state, "openid");
    if (token instanceof Response) return token;
    return c.json({ sub: token.owner, name: nameOf(token.owner), locale: "en-US" });
  });
  routes.use("/rest/*", async (c, next) => versioned(c, state) ?? next());
  routes.post("/rest/posts", (c) => {
    const sent = newPost.safeParse(parseJson(c.get("rawBody")));
    if (!sent.success) return refusal(c, 400, "FIELD_INVALID", z.prettifyError(sent.error));
    const { author, commentary, content } = sent.data;
    const token = holder(c, state, isPage(author) ? "w_organization_social" : "w_member_social");
    if (token instanceof Response) return token;
    if (!authorsOf(token.owner).includes(author))
      return refusal(c, 403, "ACCESS_DENIED", "Field Value validation failed in REQUEST_BODY: /author");
    const length = seen(commentary).length;
    if (length > mostCharacters)
      return refusal(
        c,
        400,
        "FIELD_LENGTH_TOO_LONG",
        `ShareCommentary text length (${length} characters) exceeded the maximum allowed (${mostCharacters} characters)`,
      );
    const text = kept(commentary);
    const twin = state.duplicateOf(author, text);
    if (twin) return refusal(c, 422, "DUPLICATE_POST", `Content is a duplicate of ${twin.id}`);
    if (state.lately(author) >= mostADay)
      return refusal(c, 429, "TOO_MANY_REQUESTS", "Resource level throttle DAY limit for calls is reached");
    const post = state.add(author, text, content?.article ?? null);
    return c.body(null, 201, { "x-restli-id": post.id });
  });
  routes.get("/rest/posts", (c) => {
    const { q, author, count = "10" } = c.req.query();
    const token = holder(c, state, isPage(author) ? "r_organization_social" : "r_member_social");
    if (token instanceof Response) return token;
    if (q !== "author" || author === undefined)
      return refusal(c, 400, "PARAM_INVALID", "q must be author, and author an urn");
    const most = Math.min(Number(count) || 10, 100);
    return c.json({
      elements: state.posts
        .filter((one) => one.author === author)
        .slice(0, most)
        .map(wire),
    });
  });
  routes.get("/rest/organizationAcls", (c) => {
    const token = holder(c, state, "r_organization_admin");
    if (token instanceof Response) return token;
    if (c.req.query("q") !== "roleAssignee")
      return refusal(c, 400, "PARAM_INVALID", "q must be roleAssignee");
    const elements = pagesOf(token.owner).map((organization) => ({
      organization,
      role: "ADMINISTRATOR",
      roleAssignee: `urn:li:person:${token.owner}`,
      state: "APPROVED",
    }));
    return c.json({ elements });
  });
  routes.get("/rest/posts/:urn", (c) => {
    const post = state.posts.find((one) => one.id === c.req.param("urn"));
    const token = holder(c, state, isPage(post?.author) ? "r_organization_social" : "r_member_social");
    if (token instanceof Response) return token;
    return post ? c.json(wire(post)) : refusal(c, 404, "NOT_FOUND", "Could not find entity");
  });
}

function versioned(c: C, state: LinkedinState): Response | null {
  const version = c.req.header("linkedin-version");
  if (version === undefined)
    return refusal(c, 400, "VERSION_MISSING", "A version must be present in the LinkedIn-Version header");
  if (!state.versions.includes(version))
    return refusal(c, 426, "NONEXISTENT_VERSION", `Requested version ${version} is not active`);
  if (c.req.header("x-restli-protocol-version") !== "2.0.0")
    return refusal(c, 400, "ILLEGAL_PROTOCOL", "X-Restli-Protocol-Version must be 2.0.0");
  return null;
}

function holder(c: C, { tokens }: LinkedinState, scope: string): Token | Response {
  const value = /^Bearer (\S+)$/.exec(c.req.header("authorization") ?? "")?.[1] ?? "";
  const token = tokens.find(value, "access");
  if (token === "expired")
    return refusal(c, 401, "EXPIRED_ACCESS_TOKEN", "The token used in the request has expired");
  if (token === null) return refusal(c, 401, "INVALID_ACCESS_TOKEN", "Invalid access token");
  return token.scopes.includes(scope)
    ? token
    : refusal(c, 403, "ACCESS_DENIED", `Not enough permissions to access: ${scope}`);
}

function refusal(c: C, status: 400 | 401 | 403 | 404 | 422 | 426 | 429, code: string, message: string) {
  return c.json({ status, code, message }, status);
}

function isPage(author: string | undefined): boolean {
  return author?.startsWith("urn:li:organization:") ?? false;
}

/** The pages that a member administrates. */
function pagesOf(owner: string): string[] {
  return Object.entries(pages).flatMap(([id, { by }]) => (by === owner ? `urn:li:organization:${id}` : []));
}

function authorsOf(owner: string): string[] {
  return [`urn:li:person:${owner}`, ...pagesOf(owner)];
}

export function nameOf(owner: string): string {
  const all = [...Object.entries(members), ...Object.entries(pages)];
  return all.find(([id]) => id === owner)?.[1].name ?? owner;
}

function wire({ id, author, commentary, article, createdAt, isEdited }: Post) {
  return {
    id,
    author,
    commentary,
    visibility: "PUBLIC",
    ...(article === null ? {} : { content: { article } }),
    createdAt,
    publishedAt: createdAt,
    lastModifiedAt: createdAt,
    lifecycleState: "PUBLISHED",
    lifecycleStateInfo: { isEditedByAuthor: isEdited },
  };
}
