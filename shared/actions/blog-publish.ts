import { type SQL, sql } from "drizzle-orm";
import { z } from "zod";
import type { Statement } from "../db/ledger.ts";
import { blogTarget, bodyKeyOf, postBySlug, writePost } from "../db/posts.ts";
import { blogPostSchema, countWords } from "../domain/blog-post.ts";
import type { ApplyOutcome } from "../domain/sending.ts";
import { shownDigest } from "../integrations/web/shown-digest.ts";
import { describeError } from "../platform/errors.ts";
import type { ActionKindModule, ApprovedAction } from "../spine/action-kind.ts";
import { isTaskCancelled } from "../spine/cancelled.ts";
import type { Ground } from "../spine/ground.ts";
import { hit } from "../spine/record.ts";
import { beginBuild, type BlogBuild, blogBuild, builderOf, standOf } from "./blog-build.ts";
import { dueAt, publishAt } from "./publish-at.ts";

/** A post with its time. Its words are counted here, so that they are right whoever has worded it. */
const publicationSchema = blogPostSchema
  .extend({ publishAt })
  .overwrite((post) => ({ ...post, words: countWords(post.markdown) }));
export type BlogPublication = z.infer<typeof publicationSchema>;

const publishedPost = z.object({
  slug: z.string(),
  url: z.string(),
  /** Whether its page was seen to show these bytes. One that was published before anybody looked has none. */
  readBack: z.enum(["same", "unread"]).default("unread"),
});
export type PublishedPost = z.infer<typeof publishedPost>;

/** The build that was asked for, `null` while nobody has it, and how often it was looked at. */
const underWay = z.object({
  build: z
    .string()
    .transform((text): unknown => JSON.parse(text))
    .pipe(blogBuild.nullable()),
  looks: z.coerce.number<string>(),
});

const minute = 60_000;
/** The first look after a build began, and the longest pause between two. */
const firstLookMs = 2000;
const lastLookMs = minute;
/** How long a build is followed that is known to go on, and how long a page is waited for otherwise. */
const followedMs = 60 * minute;
const shownWithinMs = 20 * minute;

/**
 * Publishes a post: the body to R2, the row to D1, and the blog built anew; it is published when its page shows these bytes. Row and body
 * are keyed by the action, so doing it twice changes nothing, and a build more than needed does no harm.
 */
export const blogPublish: ActionKindModule<"blog_publish", BlogPublication, PublishedPost> = {
  kind: "blog_publish",
  schema: publicationSchema,
  result: publishedPost,
  service: builderOf,
  target: (post) => blogTarget(post.slug),
  preview: ({ title, summary, markdown }) => ({ title, body: `_${summary}_\n\n${markdown}` }),
  page: ({ slug, publishAt: _at, ...post }) => ({ ...post, path: postPath(slug) }),
  dueAt,
  wording: ["title", "summary", "markdown"],

  store,

  apply: async (ground, action) => {
    try {
      if (!(action.stored ?? (await storeNow(ground, action))))
        return { kind: "refused", error: `another post already has the address ${action.payload.slug}` };
    } catch (error) {
      return { kind: "lost", error: describeError(error) };
    }
    const begun = await build(ground, action);
    // It stands in our storage: what keeps the build from beginning is tried again there, and not the post.
    return begun.kind === "not_applied" ? later(null, 0) : begun;
  },

  check: async (ground, action) => {
    const at = underWay.parse(action.progress);
    return at.build === null ? build(ground, action) : follow(ground, action, at.build, at.looks);
  },

  reconcile: async (ground, action) => {
    const row = await postBySlug(ground.db, action.payload.slug);
    if (row?.actionId !== action.id) return { kind: "absent" };
    if (await isShown(ground, action)) return { kind: "found", result: resultOf(ground, action, "same") };
    // It is among the posts: the next build shows it, whoever has that begun.
    if (await isTaskCancelled(ground, action.taskId))
      return { kind: "found", result: resultOf(ground, action, "unread") };
    return action.progress === null
      ? later(null, 0)
      : { kind: "unclear", error: `it is stored, and the blog doesn't show it: ${pageOf(ground, action)}` };
  },

  standing: async (ground, action) => {
    const row = await postBySlug(ground.db, action.payload.slug);
    if (row === undefined) return { kind: "gone" };
    return { kind: row.actionId === action.id ? "stands" : "edited" };
  },
};

type Publication = ApprovedAction<BlogPublication>;

/** The body to R2, and the statement that writes the row. */
async function store(ground: Ground, action: Publication): Promise<(departs: SQL) => Statement> {
  const { payload } = action;
  const bodyKey = bodyKeyOf(payload.slug, action.digest);
  await ground.env.ARTEFACTS.put(bodyKey, payload.markdown, {
    httpMetadata: { contentType: "text/markdown" },
  });
  return (departs) => writePost(ground.db, action, payload, bodyKey, ground.now(), departs);
}

async function storeNow(ground: Ground, action: Publication): Promise<boolean> {
  const statement = await store(ground, action);
  return hit((await ground.db.batch([statement(sql`true`)]))[0]);
}

/** Begins a build, and looks at once: what serves the blog may need none. */
async function build(ground: Ground, action: Publication): Promise<ApplyOutcome<PublishedPost>> {
  const begun = await beginBuild(ground);
  switch (begun.kind) {
    case "answered":
      return follow(ground, action, begun.value, 0);
    case "refused":
      return { kind: "lost", error: `it is stored, and the blog can't be built anew: ${begun.error}` };
    case "lost":
      return { kind: "not_applied", error: begun.error, afterMs: firstLookMs, isDown: true };
    case "not_applied":
      return { ...begun, afterMs: Math.max(begun.afterMs, firstLookMs) };
  }
}

async function follow(
  ground: Ground,
  action: Publication,
  at: BlogBuild,
  looks: number,
): Promise<ApplyOutcome<PublishedPost>> {
  if (await isShown(ground, action)) return { kind: "applied", result: resultOf(ground, action, "same") };
  // What has only just begun isn't over.
  const stand = looks === 0 ? { kind: "going" as const } : await standOf(ground, at);
  if (stand.kind === "failed") return { kind: "lost", error: `it is stored, and ${stand.error}` };
  const patience = stand.kind === "going" ? followedMs : shownWithinMs;
  if (ground.now() - (action.firstSentAt ?? ground.now()) <= patience) return later(at, looks + 1);
  const since = Math.round(patience / minute);
  return {
    kind: "lost",
    error: `it is stored, and after ${since} minutes the blog doesn't show it: ${pageOf(ground, action)}`,
  };
}

/** The next look, later each time. */
function later(at: BlogBuild | null, looks: number): Extract<ApplyOutcome, { kind: "under_way" }> {
  return {
    kind: "under_way",
    progress: { build: JSON.stringify(at), looks: String(looks) },
    afterMs: Math.min(lastLookMs, firstLookMs * 2 ** Math.min(looks, 10)),
  };
}

async function isShown(ground: Ground, { payload, digest }: Publication): Promise<boolean> {
  const { BLOG_READ_URL, BLOG_URL } = ground.settings;
  return (await shownDigest(ground, postUrl(BLOG_READ_URL ?? BLOG_URL, payload.slug), digest)) === digest;
}

function resultOf(
  ground: Ground,
  action: Publication,
  readBack: PublishedPost["readBack"],
): z.output<typeof publishedPost> {
  return { slug: action.payload.slug, url: pageOf(ground, action), readBack };
}

function pageOf({ settings }: Ground, { payload }: Publication): string {
  return postUrl(settings.BLOG_URL, payload.slug);
}

/** Where a post stands. */
export function postUrl(blog: string, slug: string): string {
  return new URL(postPath(slug), blog.endsWith("/") ? blog : `${blog}/`).href;
}

function postPath(slug: string): string {
  return `posts/${slug}/`;
}
