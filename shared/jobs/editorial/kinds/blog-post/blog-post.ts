import { z } from "zod";
import { blogPublish, type PublishedPost } from "../../../../actions/blog-publish.ts";
import { blogRebuild } from "../../../../actions/blog-rebuild.ts";
import { freeSlug } from "../../../../db/posts.ts";
import type { BlogPost } from "../../../../domain/blog-post.ts";
import { mrkdwn } from "../../../../integrations/slack/mrkdwn.ts";
import { briefFields } from "../../brief-fields.ts";
import { followUp } from "../../follow-up.ts";
import type { EditorialKind } from "../../kind.ts";
import { countWords, type Draft, draftProblems, draftSchema } from "./draft.ts";
import { draftSystem } from "./prompt.ts";

const { topic, audience, tone, keyPoints } = briefFields;
const brief = z.object({ topic, audience, tone, keyPoints });

/** A post on the team's blog, which is built anew when one is published. */
export const blogPost: EditorialKind<typeof brief, Draft, BlogPost, PublishedPost> = {
  kind: "blog_post",
  meaning: "an article or post on a blog",
  words: {
    noun: "blog post",
    plural: "blog posts",
    begun: "a post about",
    it: "the post",
    done: "published",
  },
  brief,
  example: {
    topic: "calm releases",
    audience: "platform engineers",
    tone: null,
    keyPoints: ["A release can be taken back", "Small steps are easier to read"],
  },
  titleOf: (known) => known.topic,
  rubric: [
    { name: "topic", ask: "What is the post about?", isPresent: (known) => Boolean(known.topic?.trim()) },
    { name: "audience", ask: "Who should read it?", isPresent: (known) => Boolean(known.audience?.trim()) },
    {
      name: "key points",
      ask: "Which points must it cover? At least two, one a line, each starting with a dash.",
      isPresent: (known) => known.keyPoints.length >= 2,
    },
  ],
  system: draftSystem,
  schema: draftSchema,
  maxTokens: 8000,
  problems: draftProblems,
  effect: blogPublish,
  step: "publish",
  payloadOf: async (spine, draft, { taskId }) => ({
    ...draft,
    slug: await freeSlug(spine.db, draft.slug, taskId),
    words: countWords(draft.markdown),
    author: "Signalbox editorial desk",
  }),
  textOf: ({ markdown }) => markdown,
  outline: ({ title, slug, words }) => ({ title, size: `${words} words`, data: { slug, words } }),
  facts: ({ slug, tags }) => [mrkdwn`/${slug}`, mrkdwn`tags: ${tags.join(", ")}`],
  outcome: ({ url }) => ({ url, note: null }),
  followUp: followUp("rebuild", blogRebuild, ({ slug }: PublishedPost) => ({ slug }), {
    done: mrkdwn`The blog is being rebuilt and shows it in a moment.`,
    failed: (reason) =>
      mrkdwn`:warning: The blog could not be rebuilt (${reason}): start a deployment by hand to show it.`,
  }),
};
