import { freeSlug } from "../../../db/posts.ts";
import { countWords } from "../../../domain/blog-post.ts";
import { type Draft, draftProblems, draftSchema, wordLimits } from "../kinds/blog-post/draft.ts";
import { blog } from "../outlets/blog.ts";
import { piece, sealOutlet } from "../outlets/outlet.ts";
import { sealPart } from "./part.ts";

/** A post on the team's blog. */
export const blogPart = sealPart<Draft>({
  name: "blog",
  is: `the blog post, of ${wordLimits.min} to ${wordLimits.max} words in markdown with second-level headings; slug: its title in lower-case words joined by hyphens; 1 to 8 tags; a summary of at most 200 characters`,
  schema: draftSchema,
  outlets: [sealOutlet(blog)],
  problems: draftProblems,
  piece: async (draft, { spine, taskId, publishAt, series }) =>
    piece(blog, {
      ...draft,
      slug: await freeSlug(spine.db, draft.slug, taskId),
      words: countWords(draft.markdown),
      author: "Signalbox editorial desk",
      ...(series === undefined ? {} : { series }),
      publishAt,
    }),
  text: ({ title, markdown }) => `${title}\n\n${markdown}`,
});
