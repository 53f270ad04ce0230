import { z } from "zod";
import { freeSlug } from "../../../../db/posts.ts";
import { countWords } from "../../../../domain/blog-post.ts";
import { briefFields } from "../../brief-fields.ts";
import type { EditorialKind } from "../../kind.ts";
import { blog } from "../../outlets/blog.ts";
import { piece, sealOutlet } from "../../outlets/outlet.ts";
import { type Draft, draftProblems, draftSchema } from "./draft.ts";
import { draftSystem } from "./prompt.ts";

const { topic, audience, tone, keyPoints } = briefFields;
const brief = z.object({ topic, audience, tone, keyPoints });

/** A post on the team's blog, which is built anew when one is published. */
export const blogPost: EditorialKind<typeof brief, Draft> = {
  kind: "blog_post",
  desk: "content",
  meaning: "an article or post on a blog",
  cues: [
    "write a blog post about calm releases for platform engineers",
    "we need an article on our new cache",
  ],
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
  outlets: [sealOutlet(blog)],
  pieces: async (spine, draft, { taskId }) => [
    piece(blog, {
      ...draft,
      slug: await freeSlug(spine.db, draft.slug, taskId),
      words: countWords(draft.markdown),
      author: "Signalbox editorial desk",
      publishAt: null,
    }),
  ],
  textOf: ({ markdown }) => markdown,
  outline: ({ title, slug, markdown }) => {
    const words = countWords(markdown);
    return { title, size: `${words} words`, data: { slug, words } };
  },
};
