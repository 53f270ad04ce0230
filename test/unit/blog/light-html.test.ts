import { Parser } from "htmlparser2";
import { describe, expect, it } from "vitest";
import { lightHtml } from "../../../pages/blog/src/lib/light-html.ts";
import { toHtml } from "../../../pages/blog/src/lib/markdown.ts";

const page = "https://site.test/posts/a-draft/";

/** What readers get of HTML: elements with what a page or its styles go by, and words. */
function shownBy(html: string): string[] {
  const shown: string[] = [];
  let words = "";
  const end = (): void => {
    shown.push(...words.split(/\s+/).filter((word) => word !== ""));
    words = "";
  };
  const parser = new Parser({
    onopentag: (name, { href, align, type, checked, start }) => {
      end();
      const whole = href?.startsWith("#") ? "#" : href && decodeURI(new URL(href, page).href);
      shown.push(JSON.stringify({ name, href: whole, align, type, checked, start }));
    },
    ontext: (more) => (words += more),
    onclosetag: (name) => {
      end();
      shown.push(`/${name}`);
    },
  });
  parser.end(html);
  return shown;
}

const everything = `# One & "two" <3

Setext
------

A *lean* and **bold** and ***both*** word, ~~struck~~, \`a < b && c\`, &auml; &copy; &#x41; \\*kept\\*\\
a break, and a bare https://example.com/a?b=1&c=2, <https://example.com/ü> and ada@example.com.

> quoted
> - in a list

1. first
2. second

   loose
3) other

7. from seven

- [x] done
- [ ] open
  - nested

| left | right | middle |
| :--- | ----: | :----: |
| a \\| b | \`c\` | [d](https://example.com "with a title") |

\`\`\`ts title
const x = "<b>" + 'y';
\`\`\`

    indented <code>

---

[a][ref], [own](/about/), [beside](../other/), [anchor](#there), [mail](mailto:ada@example.com), [none]

[ref]: https://example.com/ref 'Reference'
`;

describe("a text as the preview shows it", () => {
  it.each([
    ["everything that people write", everything],
    ["raw HTML in a line", 'before <b onclick="x">bold</b> <!-- gone --> after <script>alert(1)</script>'],
    ["raw HTML in blocks", "<div onload=x>\n<p>hidden</p>\n</div>\n\n<script>\nalert(1)\n</script>\n\nafter"],
    [
      "links that run something",
      "[x](javascript:alert(1)) [y](JaVaScRiPt&colon;alert(1)) <data:text/html,x>",
    ],
    ["quotes in addresses", '[x](https://e.test/"onmouseover="alert(1)) [y](<https://e.test/a b>)'],
    ["what looks like our own marks", '`<img src="x" alt="y" />` and \\<a href="/z">'],
  ])("is what the site shows: %s", async (_what, markdown) => {
    expect(shownBy(lightHtml(markdown, page))).toEqual(shownBy(await toHtml(markdown)));
  });

  it("loads no picture, and loses none", () => {
    const html = lightHtml('![A "lever"](/x.png "t") ![](https://e.test/y.png) ![z](javascript:1)', page);
    expect(html).toBe(
      '<p><a href="https://site.test/x.png">A &quot;lever&quot;</a> <a href="https://e.test/y.png">Picture</a> <a>z</a></p>',
    );
  });

  it("shows what is far too long as it was written", () => {
    expect(lightHtml(`<b>${"a".repeat(200_000)}`, page)).toMatch(/^<pre>&lt;b&gt;a/);
  });
});
