import { expect, it } from "vitest";
import { blogPost } from "../../../sandbox/anthropic/desk/blog-post.ts";
import { draftSchema, draftProblems } from "../../../shared/jobs/editorial/kinds/blog-post/draft.ts";

it("the stand-in makes a whole post of one line that has no points", () => {
  const prompt = `<request>launch campaign for the new exports</request>\n<brief>{"topic":"the new exports","audience":null,"keyPoints":[]}</brief>`;
  expect(draftProblems(draftSchema.parse(blogPost(prompt)))).toEqual([]);
});
