import { describe, expect, it } from "vitest";
import { approvalBlocks } from "../../../shared/integrations/slack/approval-view.ts";
import { inSections, toMrkdwn } from "../../../shared/integrations/slack/mrkdwn.ts";
import { blocksProblem } from "../../../sandbox/slack/blocks.ts";

describe("a post in Slack", () => {
  it("can't ping a channel or pretend to be a mention", () => {
    expect(toMrkdwn("<!channel> <@U0MAYA> & co")).toBe("&lt;!channel&gt; &lt;@U0MAYA&gt; &amp; co");
  });

  it("reads like the post", () => {
    expect(toMrkdwn("## Head\n\n**bold** [here](https://example.com)")).toBe(
      "*Head*\n\n*bold* <https://example.com|here>",
    );
  });

  it("fits Slack's limits and loses no word, however long", () => {
    const markdown =
      Array.from({ length: 60 }, (_, n) => `Paragraph ${n} ${"word ".repeat(40)}`).join("\n\n") +
      `\n\n${"x".repeat(7000)}`;
    const post = { title: "T", slug: "t", summary: "S", tags: ["a"], markdown, words: 1, author: "A" };
    expect(
      blocksProblem(
        approvalBlocks(
          { post, revision: 1, digest: "d".repeat(64), sandbox: true },
          { approvalId: "a", digest: "d".repeat(64) },
        ),
      ),
    ).toBeNull();
    expect(inSections(markdown).join("").replaceAll(/\s/g, "")).toBe(markdown.replaceAll(/\s/g, ""));
  });
});
