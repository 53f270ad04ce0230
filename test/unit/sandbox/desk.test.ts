import { expect, it } from "vitest";
import { blogPost } from "../../../sandbox/anthropic/desk/blog-post.ts";
import { draftSchema, draftProblems } from "../../../shared/jobs/editorial/kinds/blog-post/draft.ts";

it("the stand-in makes a whole post of one line that has no points", () => {
  const prompt = `<request>launch campaign for the new exports</request>\n<brief>{"topic":"the new exports","audience":null,"keyPoints":[]}</brief>`;
  expect(draftProblems(draftSchema.parse(blogPost(prompt)))).toEqual([]);
});

it("the stand-in cites the older post that a prompt remembers, and no gist", () => {
  const remembered = (url: string): string =>
    JSON.stringify({ kind: "publication", date: "2026-03-05", title: "Moving [all] jobs", url, text: "…" });
  const post = (url: string): unknown =>
    blogPost(
      `<request>write about imports</request>\n<brief>{"topic":"imports","keyPoints":["They fail"]}</brief>\n<remembered>\n${remembered(url)}\n</remembered>`,
    )["markdown"];
  const url = "https://blog.example/posts/moving-all-jobs/";
  expect(post(url)).toContain(`We said this in March already, in [Moving all jobs](${url})`);
  expect(post("https://gist.example/moving")).not.toContain("We said this");
});
