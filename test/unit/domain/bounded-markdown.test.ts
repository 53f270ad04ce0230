import { describe, expect, it } from "vitest";
import { toHtml } from "../../../pages/blog/src/lib/markdown.ts";
import { markdownProblem } from "../../../shared/domain/bounded-markdown.ts";

const post = `## Why

It is *calm* and **small**, see [the list](https://example.com).

> Somebody said so.
>
> - once
>   - twice
>     1. and again

| a | b |
| - | - |
${"| 1 | 2 |\n".repeat(50)}
\`\`\`ts
${"                    const a = [[1, 2], [3, [4]]];\n".repeat(5)}
\`\`\`
`;

describe("Markdown", () => {
  it("that people write is within the bounds", () => {
    expect(markdownProblem(post)).toBeNull();
    expect(markdownProblem(`${post}\n`.repeat(10))).toBeNull();
  });

  it.each([
    ["quotes", "> ".repeat(3000)],
    ["quotes without spaces", ">".repeat(3000)],
    ["lists", "- ".repeat(1000)],
    ["numbers", "1. ".repeat(1000)],
    ["lists below each other", Array.from({ length: 400 }, (_, n) => `${"  ".repeat(n)}- a`).join("\n")],
    ["stars", "*".repeat(20_000)],
    ["openings", "*a ".repeat(3000)],
    ["openings in several lines", "*a\n".repeat(3000)],
    ["brackets", "[".repeat(3000)],
    ["pictures in each other", `${"![".repeat(3000)}a${"](b)".repeat(3000)}`],
    ["closed brackets", `${"]".repeat(79)} `.repeat(1000)],
    ["length", "a ".repeat(40_000)],
  ])("of too many %s is refused", (_name, text) => {
    expect(markdownProblem(text)).not.toBeNull();
  });

  it("that got in all the same stands on its page as it was written, and keeps no other from being built", async () => {
    const html = await toHtml(`${"> ".repeat(500)}<b>deep</b>`);
    expect(html.startsWith("<pre>&gt; &gt; ")).toBe(true);
    expect(html).toContain("&lt;b&gt;deep");
  });
});
