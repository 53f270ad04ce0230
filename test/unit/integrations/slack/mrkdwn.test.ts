import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { link, ourLink } from "../../../../shared/integrations/slack/link.ts";
import { toMrkdwn } from "../../../../shared/integrations/slack/markdown.ts";
import { mention } from "../../../../shared/integrations/slack/mention.ts";
import { notification, notificationSchema, rendered } from "../../../../shared/integrations/slack/message.ts";
import {
  code,
  cutMrkdwn,
  inPieces,
  joined,
  lines,
  mrkdwn,
  quote,
  textOf,
} from "../../../../shared/integrations/slack/mrkdwn.ts";
import { unescapeMrkdwn } from "../../../../shared/integrations/slack/unescape.ts";
import { visible, visibleLine } from "../../../../shared/platform/visible.ts";

/** What Slack would make something of. */
const sequence = /<[^>]*>?/g;
const scraps = fc.constantFrom(
  "<!channel>",
  "<!here|here>",
  "<@U0MAYA>",
  "<#C0OPS|ops>",
  "<https://evil.example|github.com>",
  "&lt;!channel&gt;",
  "[ok](https://evil.example)",
  "[ok](<https://evil.example|x>)",
  "**",
  "```",
  "`",
  "> ",
  "# ",
  "|",
  ">",
  "<",
  "&",
  "\n",
  "\u2028",
  "\u202e",
  "\ud800",
  "javascript:alert(1)",
  "https://github.com@evil.example",
);
const hostile = fc
  .array(fc.oneof(scraps, scraps, fc.string({ unit: "binary", maxLength: 8 })), { maxLength: 30 })
  .map((parts) => parts.join(""));

describe("a text in our own markup", () => {
  it("is the same text to its reader, and marks up nothing, whatever it is", () => {
    fc.assert(
      fc.property(hostile, hostile, (text, other) => {
        const said = textOf(mrkdwn`:x: ${mention([], "slack:U0MAYA")} *${text}*: ${other}`);
        expect(said.match(sequence)).toEqual(["<@U0MAYA>"]);
        expect(said).not.toContain("\n");
        expect(unescapeMrkdwn(said.replace("<@U0MAYA>", "who"))).toBe(
          `:x: who *${visibleLine(text)}*: ${visibleLine(other)}`,
        );
        expect(unescapeMrkdwn(textOf(lines(text)))).toBe(visible(text));
        expect(
          textOf(quote(text))
            .replaceAll(/^(?:$|> )/gm, "")
            .match(sequence),
        ).toBeNull();
        expect(textOf(code(text)).slice(1, -1)).not.toMatch(/[`<>\n]/);
      }),
    );
  });

  it("is cut without an end of markup being lost", () => {
    fc.assert(
      fc.property(hostile, fc.integer({ min: 60, max: 90 }), (text, most) => {
        const said = joined([lines(text), ourLink("task", "https://x.example/?a=1&b=2"), lines(text)]);
        const pieces = inPieces(said, most).map(textOf);
        for (const piece of [...pieces, textOf(cutMrkdwn(said, most))]) {
          expect(piece.length).toBeLessThanOrEqual(most);
          expect(
            piece.replaceAll(/<https:\/\/x\.example\/\?a=1&amp;b=2\|task>|&(?:amp|lt|gt);/g, ""),
          ).not.toMatch(/[<>&]/);
        }
        // A block of code ends with its piece, and begins again in the next.
        const plain = (words: string): string => words.replaceAll(/[\s`]/g, "");
        expect(plain(pieces.join(""))).toBe(plain(textOf(said)));
      }),
      { examples: [["<!channel>\n\n \u{10000}\u{10000}<!channel>\u{10000}", 60]] },
    );
  });

  it("stays marked through a durable step", () => {
    const kept: ReturnType<typeof link> = JSON.parse(JSON.stringify(link("a", "https://x.example/")));
    expect(textOf(mrkdwn`${kept}`)).toBe("a (<https://x.example/|x.example>)");
  });
});

describe("a link", () => {
  it.each([
    [
      "Approve",
      "https://evil.example/x|y> <!channel>",
      "Approve (https://evil.example/x|y&gt; &lt;!channel&gt;)",
    ],
    ["Approve", "https://evil.example/x|y", "Approve (<https://evil.example/x%7Cy|evil.example>)"],
    [
      "https://github.com",
      "https://evil.example/",
      "https://github.com (<https://evil.example/|evil.example>)",
    ],
    ["see", "https://github.com@evil.example/", "see (https://github.com@evil.example/)"],
    ["see", "https://gıthub.com/", "see (<https://xn--gthub-n4a.com/|xn--gthub-n4a.com>)"],
    ["see", "javascript:alert(1)", "see (javascript:alert(1))"],
    ["see", "data:text/html,<b>", "see (data:text/html,&lt;b&gt;)"],
    ["see", "https://a.example/\n*Approved*", "see (https://a.example/ *Approved*)"],
    ["see", "//evil.example", "see (//evil.example)"],
  ])("%s to %s says where it goes", (label, address, said) => {
    expect(textOf(link(label, address))).toBe(said);
  });
});

describe("markdown in Slack", () => {
  it("can't ping a channel or pretend to be a mention", () => {
    expect(textOf(toMrkdwn("<!channel> <@U0MAYA> & co"))).toBe("&lt;!channel&gt; &lt;@U0MAYA&gt; &amp; co");
  });

  it("reads like the post, and shows where its links go", () => {
    expect(textOf(toMrkdwn("## Head\n\n> **bold** [here](https://example.com/)"))).toBe(
      "*Head*\n\n> *bold* here (<https://example.com/|example.com>)",
    );
    expect(textOf(toMrkdwn("![seen](https://pixel.example/1.gif)"))).toBe(
      "seen (<https://pixel.example/1.gif|pixel.example>)",
    );
  });

  it("has no link but those that name their host, whatever it is", () => {
    fc.assert(
      fc.property(hostile, (text) => {
        for (const one of textOf(toMrkdwn(text)).match(sequence) ?? []) {
          const [, host, shown] = /^<https?:\/\/([^/?#|]+)[^|]*\|([^|]+)>$/.exec(one) ?? [];
          expect(shown).toBe(host ?? "a host");
        }
      }),
    );
  });

  it("takes no longer for a text that was made to be slow", () => {
    const begun = performance.now();
    for (const text of ["[", "[a](", "**", "**a", "<", "`", "![](", "> "])
      toMrkdwn(text.repeat(200_000 / text.length));
    expect(performance.now() - begun).toBeLessThan(5000);
  });
});

describe("a message", () => {
  const where = { channel: "C0OPS", thread: null, update: null };

  it("of somebody's own words is plain text, one of ours keeps its marks", () => {
    const plain = notificationSchema.parse({ ...where, text: "<!channel> hi", blocks: [] });
    expect(rendered(plain)).toEqual({ text: "&lt;!channel&gt; hi", blocks: [] });
    const ours = notification({ ...where, text: mrkdwn`${mention([], "slack:U0MAYA")} hi` });
    expect(notificationSchema.parse(ours)).toEqual(ours);
    expect(rendered(ours)).toMatchObject({ text: "<@U0MAYA> hi", blocks: [{ text: { verbatim: true } }] });
  });

  it("has no pictures", () => {
    const blocks = [{ type: "image", image_url: "https://pixel.example/1.gif", alt_text: "x" }];
    expect(notificationSchema.safeParse({ ...where, text: "hi", blocks }).success).toBe(false);
  });
});
