import { z } from "zod";
import { versionKinds } from "../domain/blog-post.ts";
import { endpoint } from "./endpoint.ts";
import { nextCursor, pageQuery, time } from "./forms.ts";

const postHead = z.object({
  /** The task that first published it: what it is known by. */
  task: z.string(),
  slug: z.string(),
  title: z.string(),
  /** The digest of what it is built of: a change of it names what it changes by that. */
  digest: z.string(),
});

const post = postHead.extend({
  url: z.string(),
  summary: z.string(),
  tags: z.array(z.string()),
  series: z.string().nullable(),
  words: z.number(),
  author: z.string(),
  publishedAt: time,
  updatedAt: time,
});

const version = postHead.extend({
  kind: z.enum(versionKinds),
  /** What readers are told of a correction; why it was withdrawn. */
  note: z.string(),
  words: z.number(),
  at: time,
  actionId: z.string(),
  /** The task in which it came about; null: its records are in the archive. */
  cameOf: z.string().nullable(),
});

export const postsEndpoints = {
  list: endpoint({
    route: "GET /api/posts",
    summary: "Published posts, newest first; with the first page those that were withdrawn last",
    role: "viewer",
    query: pageQuery,
    answer: z.object({ posts: z.array(post), withdrawn: z.array(version), nextCursor }),
  }),
  versions: endpoint({
    route: "GET /api/posts/{task}/versions",
    summary: "A post as it is now, with its words, and what it was before, newest first",
    role: "viewer",
    params: z.object({ task: z.string().min(1).max(200) }),
    answer: z.object({
      /** Null: it is withdrawn. */
      post: post.extend({ markdown: z.string() }).nullable(),
      project: z.string().nullable(),
      versions: z.array(version),
      /** Addresses that it has left, and that lead to it, or say that it is withdrawn. */
      left: z.array(z.string()),
    }),
  }),
};
