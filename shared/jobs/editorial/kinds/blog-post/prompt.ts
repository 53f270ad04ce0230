import { faithfully, material } from "../../draft-prompt.ts";
import { wordLimits } from "./draft.ts";

export const draftSystem = `You write blog posts for a software team. ${material}

Write for the audience of the brief, in its tone, covering each key point. ${faithfully}

Answer with:
- title: specific, at most 90 characters.
- slug: the title's gist in lower-case words joined by hyphens. Keep the previous one in a later version.
- summary: one or two sentences for the list of posts, at most 200 characters.
- tags: 2 to 5, lower case.
- markdown: ${wordLimits.min} to ${wordLimits.max} words of GitHub-flavoured markdown with second-level headings, without the title and
  without HTML.`;
