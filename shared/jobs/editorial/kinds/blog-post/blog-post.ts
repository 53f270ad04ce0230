import { z } from "zod";
import { countWords, longestSeries } from "../../../../domain/blog-post.ts";
import { briefFields } from "../../brief-fields.ts";
import type { EditorialKind } from "../../kind.ts";
import { blog } from "../../outlets/blog.ts";
import { sealOutlet } from "../../outlets/outlet.ts";
import { blogPart } from "../../parts/blog.ts";
import { publicationTime } from "../../publication-time.ts";
import { type Draft, draftProblems, draftSchema } from "./draft.ts";
import { draftSystem } from "./prompt.ts";

const { topic, audience, tone, keyPoints, series, times } = briefFields;
const brief = z.object({ topic, audience, tone, keyPoints, series, times });

/** A post on the team's blog, which is built anew when one is published. */
export const blogPost: EditorialKind<typeof brief, Draft> = {
  kind: "blog_post",
  desk: "content",
  meaning: "an article or post on a blog",
  cues: [
    "write a blog post about calm releases for platform engineers",
    "we need an article on our new cache",
  ],
  orderedAs:
    /(?:blog ?post|blog-post|blog (?:article|entry)|(?:post|piece|update) for (?:the|our) blog|blogartikel|blogbeitrag|article|artikel|blog)/,
  words: {
    noun: "blog post",
    plural: "blog posts",
    begun: "a post about",
    it: "the post",
    done: "published",
  },
  brief,
  asksIfWritten: true,
  example: {
    topic: "calm releases",
    audience: "platform engineers",
    tone: null,
    keyPoints: ["A release can be taken back", "Small steps are easier to read"],
    times: [],
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
  pieces: async (spine, draft, commission) => {
    const { taskId, project } = commission;
    const publishAt = await publicationTime(spine, commission, "blog");
    const ground = { spine, taskId, project, publishAt, link: null, recipients: [] };
    return [await blogPart.piece(draft, { ...ground, ...seriesOf(commission.brief.series) })];
  },
  textOf: ({ markdown }) => markdown,
  outline: ({ title, slug, markdown }) => {
    const words = countWords(markdown);
    return { title, size: `${words} words`, data: { slug, words } };
  },
};

/** The series that a brief names. */
function seriesOf(named: string | null | undefined): { series?: string } {
  const name = named?.trim().slice(0, longestSeries).trim() ?? "";
  return name === "" ? {} : { series: name };
}
