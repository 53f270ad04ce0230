import { and, eq } from "drizzle-orm";
import { postVersions } from "../../../shared/db/schema.ts";
import type { LostAnswerTrial } from "./network-trials.ts";
import { aPublishedPost, correctionOf, postWords, withdrawalOf } from "./posts.ts";
import { spine } from "./spine.ts";

const versionsCalled = async (title: string, kind: (typeof postVersions.$inferSelect)["kind"]) =>
  (
    await spine.db
      .select()
      .from(postVersions)
      .where(and(eq(postVersions.title, title), eq(postVersions.kind, kind)))
  ).length;

// The hook takes no key: a build more than needed does no harm, and what is done to a post is stored once.
const hook = { service: "pages", path: "deploy_hooks" } as const;

/** What is done to posts of the blog. */
export const postTrials: Record<string, LostAnswerTrial> = {
  blog_publish: {
    ...hook,
    payload: (mark) => postWords(mark),
    outside: async (mark) => versionsCalled(mark, "published"),
  },
  blog_correct: {
    ...hook,
    payload: async (mark) => correctionOf(await aPublishedPost(), { title: mark }),
    outside: async (mark) => versionsCalled(mark, "corrected"),
  },
  blog_unpublish: {
    ...hook,
    payload: async (mark) => withdrawalOf(await aPublishedPost(mark)),
    outside: async (mark) => versionsCalled(mark, "withdrawn"),
  },
};
