import { describe, expect, it } from "vitest";
import { highlight } from "../../../pages/blog/src/lib/highlight.ts";
import { toHtml } from "../../../pages/blog/src/lib/markdown.ts";

const textOf = (html: string): string => html.replaceAll(/<[^>]+>/g, "");

describe("code in a post", () => {
  it("is coloured by classes alone, and no markup in it becomes real", async () => {
    const html = await toHtml('```html\n<script style="x">alert(1)</script>\n```', highlight);
    expect(html).toMatch(/class="code-/);
    expect(html).not.toMatch(/<script| style=/);
    expect(textOf(html)).toContain('&#x3C;script style="x">alert(1)&#x3C;/script>');
  });

  it.each(["nothing-known", "constructor", "__proto__", ""])(
    "stays as it is in the language %j",
    async (language) => {
      const html = await toHtml(`\`\`\`${language}\nlet a = 1;\n\`\`\``, highlight);
      expect(html).not.toContain('class="code-');
      expect(textOf(html).trim()).toBe("let a = 1;");
    },
  );

  it("can be scrolled by whoever has only a keyboard", async () => {
    expect(await toHtml("```\nx\n```", highlight)).toContain('<pre tabindex="0">');
  });
});
