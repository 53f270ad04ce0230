import { z } from "zod";
import { rememberedPost } from "./remembered-post.ts";
import { blogTarget, bodyKeyOf, isSlugTaken, postOfTask } from "../db/posts.ts";
import { correctStatements } from "../db/write-post.ts";
import { blogPostSchema, countWords, seriesSchema } from "../domain/blog-post.ts";
import { shownDigest } from "../integrations/web/shown-digest.ts";
import { canonicalJson } from "../platform/digest.ts";
import { type ActionKindModule } from "../spine/action-kind.ts";
import type { Ground } from "../spine/ground.ts";
import { blogStand, postPath, type StandingPost, standingPost } from "./blog-stand.ts";
import { keepBody, readBody } from "./post-body.ts";
import { postDifference } from "./post-difference.ts";
import { overtaken, projectOfAction, seenPost, seenPostFields, type WhyNot } from "./seen-post.ts";

const { title, slug, summary, tags, markdown } = blogPostSchema.shape;
/** What a correction may change. */
const textFields = { title, summary, tags, series: seriesSchema.nullable().default(null), markdown };

const correctionSchema = z
  .strictObject({
    ...seenPostFields,
    /** What it says now: so that what people decide on is the difference, and the difference is what they have approved. */
    was: z.strictObject(textFields),
    ...textFields,
    /** Where it is to stand from now on; null: where it stands. */
    newSlug: slug.nullable().default(null),
    /** What readers are told of it; empty: it is too small to tell. */
    note: z.string().trim().max(500).default(""),
  })
  .superRefine((correction, context) => {
    if (correction.newSlug === correction.slug)
      context.addIssue({
        code: "custom",
        path: ["newSlug"],
        message: "is where the post stands: leave it out",
      });
    if (correction.newSlug === null && canonicalJson(textOf(correction)) === canonicalJson(correction.was))
      context.addIssue({ code: "custom", path: ["markdown"], message: "nothing is another than it was" });
  });
export type BlogCorrection = z.infer<typeof correctionSchema>;

/** Changes a published post, as it was when somebody saw it: one that has changed since is left as it is. */
export const blogCorrect: ActionKindModule<"blog_correct", BlogCorrection, StandingPost> = {
  kind: "blog_correct",
  schema: correctionSchema,
  result: standingPost,
  target: (payload) => blogTarget(payload.slug),
  preview: (payload) => ({
    title: `Correct ${payload.was.title}`,
    body: [
      payload.note === ""
        ? "Readers are told no more than that it was updated."
        : `**Readers are told:** ${payload.note}`,
      ...(payload.newSlug === null
        ? []
        : [`**It moves** from /${payload.slug} to /${payload.newSlug}; the old address leads there.`]),
      postDifference(payload.was, textOf(payload)),
    ].join("\n\n"),
  }),
  remembered: ({ post, title: head, summary: about, markdown: text }) => ({
    of: rememberedPost(post),
    said: { title: head, body: `_${about}_\n\n${text}` },
  }),
  page: ({ post, slug: from, newSlug, ...text }) => ({
    ...textOf(text),
    words: countWords(text.markdown),
    by: { post },
    path: postPath(newSlug ?? from),
  }),
  wording: ["title", "summary", "markdown", "note"],
  whyNotNow: async (ground, payload, project) => {
    const whyNot = await whyNotCorrected(ground, payload, project);
    if (whyNot !== null) return whyNot.error;
    const { newSlug, post } = payload;
    return newSlug !== null && (await isSlugTaken(ground.db, newSlug, post)) ? taken(newSlug).error : null;
  },

  ...blogStand<BlogCorrection>({
    store: async (ground, { id, digest, payload }) => {
      const whyNot = await whyNotCorrected(ground, payload, await projectOfAction(ground, id));
      if (whyNot !== null) return () => [];
      const to = payload.newSlug ?? payload.slug;
      const { markdown: text, ...head } = textOf(payload);
      const bodyKey = bodyKeyOf(to, digest);
      await keepBody(ground, bodyKey, text);
      const post = { ...head, slug: to, note: payload.note, words: countWords(text), bodyKey };
      return (departs) => correctStatements(ground.db, { id, at: ground.now() }, payload, post, departs);
    },
    whyNot: async (ground, { id, payload }) =>
      (await whyNotCorrected(ground, payload, await projectOfAction(ground, id))) ??
      (payload.newSlug !== null && (await isSlugTaken(ground.db, payload.newSlug, payload.post))
        ? taken(payload.newSlug)
        : overtaken),
    isNewest: async (ground, { id, payload }) => (await postOfTask(ground.db, payload.post))?.actionId === id,
    isShown: async (ground, { digest }, address) => (await shownDigest(ground, address, digest)) === digest,
    slugOf: ({ slug: from, newSlug }) => newSlug ?? from,
    otherwise: "the blog doesn't show it",
  }),

  standing: async (ground, { id, payload }) => {
    const row = await postOfTask(ground.db, payload.post);
    if (row === undefined) return { kind: "gone" };
    return { kind: row.actionId === id ? "stands" : "edited" };
  },
};

function textOf({
  title: head,
  summary: about,
  tags: of,
  series,
  markdown: text,
}: Pick<BlogCorrection, keyof typeof textFields>) {
  return { title: head, summary: about, tags: of, series, markdown: text };
}

function taken(address: string): WhyNot {
  return { kind: "refused", error: `another post already has the address ${address}, or has left it` };
}

/** Why a post can't be corrected so; null: it can, unless its new address is taken. */
async function whyNotCorrected(
  ground: Ground,
  payload: BlogCorrection,
  project: string,
): Promise<WhyNot | null> {
  const seen = await seenPost(ground, payload, project);
  if ("whyNot" in seen) return seen.whyNot;
  const { row } = seen;
  const is = {
    title: row.title,
    summary: row.summary,
    tags: row.tags,
    series: row.series,
    markdown: await readBody(ground, row),
  };
  // The difference that people were shown would be another than what happens.
  return canonicalJson(is) === canonicalJson(payload.was)
    ? null
    : { kind: "refused", error: "what it says the post was isn't what the post is" };
}
