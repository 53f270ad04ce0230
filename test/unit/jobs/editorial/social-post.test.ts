import { describe, expect, it } from "vitest";
import { socialDraftSchema } from "../../../../shared/domain/social-draft.ts";
import { draftProblems } from "../../../../shared/jobs/editorial/kinds/social-post/draft.ts";

const family = "👩‍👩‍👧";
const payload = (text: string) => ({ platform: "bluesky", draftId: "editorial-1", text });

describe("a draft of a Bluesky post", () => {
  it.each([
    ["as many characters as Bluesky takes", "a".repeat(300)],
    ["emoji of many code points, each of which is one", "👍🏽".repeat(300)],
    ["blanks around it that are not kept", ` ${"a".repeat(300)}\n`],
  ])("is fine with %s", (_name, text) => {
    expect(draftProblems({ text })).toEqual([]);
    expect(socialDraftSchema.safeParse(payload(text.trim())).success).toBe(true);
  });

  it.each([
    ["a character too many", "a".repeat(301), "has 301 graphemes"],
    ["few characters of too many bytes", family.repeat(200), "has 3600 bytes"],
    ["nothing to read", " \n", "must not be empty"],
  ])("with %s is sent back with the problem, and can't be kept", (_name, text, problem) => {
    expect(draftProblems({ text }).join("; ")).toContain(problem);
    expect(socialDraftSchema.safeParse(payload(text)).success).toBe(false);
  });

  it.each(["## A head", "so **bold**", "read [this](https://example.com)"])(
    "is sent back when it is markdown: %s",
    (text) => expect(draftProblems({ text }).join("; ")).toContain("plain text"),
  );
});
