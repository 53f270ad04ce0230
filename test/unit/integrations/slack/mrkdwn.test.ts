import { describe, expect, it } from "vitest";
import { approvalBlocks } from "../../../../shared/integrations/slack/approval-message.ts";
import { inSections, toMrkdwn } from "../../../../shared/integrations/slack/mrkdwn.ts";
import { blocksProblem } from "../../../../sandbox/slack/blocks.ts";

describe("a post in Slack", () => {
  it("can't ping a channel or pretend to be a mention", () => {
    expect(toMrkdwn("<!channel> <@U0MAYA> & co")).toBe("&lt;!channel&gt; &lt;@U0MAYA&gt; &amp; co");
  });

  it("reads like the post", () => {
    expect(toMrkdwn("## Head\n\n**bold** [here](https://example.com)")).toBe(
      "*Head*\n\n*bold* <https://example.com|here>",
    );
  });

  it("has no empty section, not even before a paragraph that fills one", () => {
    expect(inSections("x".repeat(2900))).toEqual(["x".repeat(2900)]);
  });

  it("fits Slack's limits and loses no word, however long", () => {
    const markdown =
      Array.from({ length: 60 }, (_, n) => `Paragraph ${n} ${"word ".repeat(40)}`).join("\n\n") +
      `\n\n${"x".repeat(7000)}`;
    const view = { title: "T", facts: ["one", "two"], body: markdown };
    const reference = { approvalId: "a", digest: "d".repeat(64) };
    for (const holdUntil of [null, Date.now()])
      expect(
        blocksProblem(approvalBlocks(view, { reference, holdUntil, revisable: true, people: 2 })),
      ).toBeNull();
    expect(inSections(markdown).join("").replaceAll(/\s/g, "")).toBe(markdown.replaceAll(/\s/g, ""));
  });
});
