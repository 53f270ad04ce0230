import { describe, expect, it } from "vitest";
import { countWords } from "../../../../shared/domain/blog-post.ts";
import { draftProblems } from "../../../../shared/jobs/editorial/kinds/blog-post/draft.ts";
import { blogPost } from "../../../../shared/jobs/editorial/kinds/blog-post/blog-post.ts";
import { missingFields } from "../../../../shared/jobs/editorial/rubric.ts";

const draft = {
  title: "A title",
  slug: "a-title",
  summary: "A summary.",
  tags: ["one"],
  markdown: "word ".repeat(900),
};

describe("a draft of a blog post", () => {
  it("is fine when its form is right", () => {
    expect(draftProblems(draft)).toEqual([]);
  });

  it.each([
    ["too short", { markdown: "word ".repeat(799) }, "has 799 words"],
    ["too long", { markdown: "word ".repeat(1501) }, "has 1501 words"],
    ["a slug with capitals", { slug: "A-Title" }, "slug"],
    ["a slug that climbs", { slug: "../etc" }, "slug"],
    ["no title", { title: " " }, "title"],
    ["no tags", { tags: [] }, "tags"],
    ["a repeated title", { markdown: `# A title\n\n${"word ".repeat(900)}` }, "first-level heading"],
  ])("with %s is sent back with the problem", (_name, change, problem) => {
    expect(draftProblems({ ...draft, ...change }).join("; ")).toContain(problem);
  });

  it("counts words as a reader does", () => {
    expect(countWords("It's a well-known fact: 31 jobs, **two** queues.")).toBe(8);
    expect(countWords("---\n\n| a | b |")).toBe(2);
  });
});

describe("the rubric of a blog post", () => {
  it("names what is missing", () => {
    const brief = { topic: "queues", audience: null, tone: null, keyPoints: ["only one"], times: [] };
    expect(
      missingFields(blogPost.rubric, brief, { channel: null, said: "" }).map((field) => field.name),
    ).toEqual(["audience", "key points"]);
  });
});
