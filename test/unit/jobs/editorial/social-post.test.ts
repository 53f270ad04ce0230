import { describe, expect, it } from "vitest";
import { socialPost } from "../../../../shared/jobs/editorial/kinds/social-post/social-post.ts";

const family = "👩‍👩‍👧";
const brief = { ...socialPost.example, link: "https://blog.example/a/" };
const problems = (draft: object, platforms: ("bluesky" | "linkedin" | "threads")[] = []): string =>
  socialPost
    .problems(
      { bluesky: "One.", linkedin: "Two.", threads: "Three.", ...draft },
      { ...brief, platforms },
      null,
    )
    .join("; ");

describe("a draft of posts for networks", () => {
  it.each([
    [
      "as many characters as each takes",
      { bluesky: "a".repeat(300), threads: "b".repeat(500), linkedin: "c".repeat(3000) },
    ],
    ["emoji of many code points, each of which is one on Bluesky", { bluesky: "👍🏽".repeat(300) }],
    ["the address that the brief has", { linkedin: "See https://blog.example/a/" }],
  ])("is fine with %s", (_name, draft) => expect(problems(draft)).toBe(""));

  it.each([
    ["a character too many for Bluesky", { bluesky: "a".repeat(301) }, "bluesky: has 301 graphemes"],
    ["few characters of too many bytes", { bluesky: family.repeat(200) }, "bluesky: has 3600 bytes"],
    ["emoji that are long on Threads", { threads: "👍🏽".repeat(63) }, "threads: has 504 characters"],
    ["a character too many for LinkedIn", { linkedin: "a".repeat(3001) }, "linkedin: has 3001 characters"],
    ["nothing to read", { linkedin: " \n" }, "linkedin: must not be empty"],
    ["a network left out", { threads: null }, "threads: must be written"],
    ["the same words twice", { threads: "One." }, "threads: has the words of bluesky"],
    ["markdown", { bluesky: "so **bold**" }, "bluesky: must be plain text"],
    [
      "an address from nowhere",
      { bluesky: "https://evil.example" },
      "bluesky: has an address that nobody gave you",
    ],
  ])("with %s is sent back with the problem", (_name, draft, problem) => {
    expect(problems(draft)).toContain(problem);
  });

  it("has what is asked for and nothing besides", () => {
    expect(problems({ bluesky: null, linkedin: null }, ["threads"])).toBe("");
    expect(problems({ linkedin: null }, ["threads"])).toBe("bluesky: must be null, it is not asked for");
  });
});
