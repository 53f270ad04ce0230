import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { Parser } from "htmlparser2";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { fillPreview } from "../../../pages/blog/src/lib/preview-slots.ts";
import { answerFrom } from "../../../sandbox/pages/site-server.ts";
import { type BuiltSite, buildSite, siteUrl, somePost } from "../../support/site.ts";

const code = "```ts\nconst lever: number = 4; // the fourth\n```";
const moved = {
  redirects: [
    { from: "first-name", to: "second-name" },
    { from: "second-name", to: "post-1" },
  ],
  gone: [{ slug: "withdrawn", at: "2026-11-01T00:00:00.000Z" }],
};

let site: BuiltSite;
beforeAll(async () => {
  site = await buildSite(
    (worker) => [
      somePost(0, {
        title: "Levers </script><script>alert(1)</script> & more",
        series: "Running the box",
        markdown: `${code}\n\n![A lever](${worker}/picture.png)\n\n![Lost](${worker}/missing.png)\n\n![Inside](http://10.0.0.1/x.png)\n`,
        corrections: [
          { at: "2026-11-21T10:00:00.000Z", note: "It was 14 minutes, not 40." },
          { at: "2026-11-20T10:00:00.000Z", note: "" },
        ],
        updatedAt: "2026-11-21T10:00:00.000Z",
      }),
      somePost(1, { series: "Running the box", tags: ["Signals", "Crew & code"] }),
      somePost(2, { title: "Рычаги и сигналы", updatedAt: "2026-11-25T10:00:00.000Z" }),
    ],
    moved,
  );
}, 120_000);
afterAll(() => site.close());

const ask = async (path: string): Promise<Response> =>
  answerFrom(site.folder, new Request(siteUrl + path), path);
const textOf = async (path: string): Promise<string> => (await ask(path)).text();
const files = (): string[] =>
  readdirSync(site.folder, { recursive: true, encoding: "utf8" }).filter((name) => /\.[a-z0-9]+$/.test(name));
const pages = (): string[] => files().filter((name) => name.endsWith(".html"));

describe("the public site", () => {
  it("leads an old address to the newest one, whatever it was called between", async () => {
    for (const path of ["/posts/first-name/", "/posts/second-name"]) {
      const answer = await ask(path);
      expect([answer.status, answer.headers.get("location")]).toEqual([301, "/posts/post-1/"]);
    }
  });

  it("says of a withdrawn post that it is gone, and not of others", async () => {
    for (const path of ["/posts/withdrawn/", "/posts/withdrawn"]) {
      const answer = await ask(path);
      expect(answer.status).toBe(410);
      expect(answer.headers.get("content-security-policy")).toContain("default-src 'none'");
      expect(await answer.text()).toContain("This post was withdrawn");
    }
    expect((await ask("/posts/post-1/")).status).toBe(200);
    expect((await ask("/posts/never/")).status).toBe(404);
    expect((await ask("/_worker.js")).status).toBe(404);
  });

  it("colours code by classes and keeps its words", async () => {
    const html = await textOf("/posts/post-0/");
    expect(html).toContain('<span class="code-keyword">const</span>');
    expect(html.replaceAll(/<[^>]+>/g, "")).toContain("const lever: number = 4; // the fourth");
  });

  it("shows a copy of a picture with its size, and a link where there is none to be had", async () => {
    const html = await textOf("/posts/post-0/");
    const [, name = ""] =
      /<img src="\/images\/(\w+)\.webp" alt="A lever" width="1280" height="860"/.exec(html) ?? [];
    for (const format of ["webp", "avif"]) {
      expect(html).toContain(`/images/${name}.${format}`);
      expect((await ask(`/images/${name}.${format}`)).headers.get("content-type")).toBe(`image/${format}`);
    }
    expect(html).toMatch(/<a href="http:\/\/127\.0\.0\.1:\d+\/missing\.png">Lost<\/a>/);
    expect(html).toContain('<a href="http://10.0.0.1/x.png">Inside</a>');
    expect(site.log).toContain("10.0.0.1 is in a private network");
  });

  it("tells of corrections, and of an update without a note", async () => {
    const corrected = await textOf("/posts/post-0/");
    expect(corrected).toMatch(
      /Corrected on <time[^>]*>November 21, 2026<\/time>:<\/b> It was 14 minutes, not 40\./,
    );
    expect(corrected.match(/Corrected on/g)).toHaveLength(1);
    expect(corrected).not.toContain("updated <time");
    expect(await textOf("/posts/post-2/")).toMatch(/updated <time[^>]*>November 25, 2026/);
    expect(await textOf("/posts/post-1/")).not.toMatch(/updated <time|Corrected on/);
  });

  it("leads through a series from its first post", async () => {
    expect(await textOf("/posts/post-1/")).toContain("Part 1 of 2 in");
    expect(await textOf("/posts/post-1/")).toMatch(/href="\/posts\/post-0\/" rel="next"/);
    expect(await textOf("/posts/post-0/")).toMatch(/href="\/posts\/post-1\/" rel="prev"/);
    const series = await textOf("/series/running-the-box/");
    expect(series.indexOf("post-1")).toBeLessThan(series.indexOf("post-0"));
    expect(await textOf("/tags/crew-code/")).toContain("/posts/post-1/");
    expect((await textOf("/tags/signals/")).match(/<h2>/g)).toHaveLength(3);
  });

  it("describes a post to machines, whatever its title says", async () => {
    const html = await textOf("/posts/post-0/");
    const data = [...html.matchAll(/<script type="application\/ld\+json">(.*?)<\/script>/gs)].map(
      ([, text = ""]): unknown => JSON.parse(text),
    );
    expect(data).toMatchObject([
      {
        "@type": "BlogPosting",
        headline: "Levers </script><script>alert(1)</script> & more",
        url: `${siteUrl}/posts/post-0/`,
        correction: [{ text: "It was 14 minutes, not 40." }],
      },
      { "@type": "BreadcrumbList", itemListElement: [{ position: 1 }, { name: "Blog" }, { position: 3 }] },
    ]);
    expect(elementsOf(html).filter(({ name }) => name === "script")).toHaveLength(data.length);
    expect(html).toContain(`<link rel="canonical" href="${siteUrl}/posts/post-0/">`);
    expect(html).toContain(`<meta property="og:image" content="${siteUrl}/cards/post-0.png">`);
  });

  it("has a card for each post, also in letters that its font lacks", async () => {
    for (const name of ["_site", "post-0", "post-2"]) {
      const card = Buffer.from(await (await ask(`/cards/${name}.png`)).arrayBuffer());
      expect([card.readUInt32BE(16), card.readUInt32BE(20)]).toEqual([1200, 630]);
      expect(card.length).toBeLessThan(60_000);
    }
  });

  it("gives the same posts in all three feeds, whole and with whole addresses", async () => {
    const [rss, atom] = await Promise.all(["/rss.xml", "/atom.xml"].map(textOf));
    const json: { items: { url: string; content_html: string }[] } = JSON.parse(await textOf("/feed.json"));
    expect(rss?.match(/<item>/g)).toHaveLength(3);
    expect(atom?.match(/<entry>/g)).toHaveLength(3);
    expect(json.items.map(({ url }) => url)).toEqual([0, 1, 2].map((at) => `${siteUrl}/posts/post-${at}/`));
    expect(json.items[0]?.content_html).toContain(`src="${siteUrl}/images/`);
    for (const one of [rss, atom]) expect(one).toContain(`${siteUrl}/images/`);
  });

  it("keeps the pages that are nobody's destination from search engines", async () => {
    const map = await textOf("/sitemap-0.xml");
    expect(map).toContain(`${siteUrl}/posts/post-0/`);
    for (const path of ["/preview-template/", "/gone/", "/404"]) {
      expect(map).not.toContain(path);
      expect(await textOf(path)).toContain('<meta name="robots" content="noindex">');
    }
  });

  it("asks nobody else for anything, and has no style or script within a page", () => {
    for (const page of pages()) {
      const elements = elementsOf(readFileSync(join(site.folder, page), "utf8"));
      for (const { name, attributes } of elements) {
        const loaded = name === "link" && attributes["rel"] !== "canonical" ? attributes["href"] : undefined;
        for (const address of [loaded, attributes["src"], attributes["srcset"]])
          if (address !== undefined) expect(address, page).toMatch(/^\/(?!\/)/);
        expect(attributes, page).not.toHaveProperty("style");
        expect(name, page).not.toBe("style");
        if (name === "script" && attributes["src"] === undefined)
          expect(attributes["type"], page).toBe("application/ld+json");
      }
      expect(
        elements.some(({ name, attributes }) => name === "link" && attributes["rel"] === "stylesheet"),
      ).toBe(true);
    }
  });

  it("weighs less than 100 KB a page without its pictures", () => {
    const fonts = readdirSync(join(site.folder, "_astro")).filter((name) => /latin-500-.*woff2$/.test(name));
    expect(fonts).toHaveLength(1);
    for (const page of pages()) {
      const html = readFileSync(join(site.folder, page), "utf8");
      const parts = [...html.matchAll(/(?:href|src)="(\/[^"]*\.(?:css|js|svg))"/g)].map(([, path = ""]) =>
        path.slice(1),
      );
      const bytes = [page, ...new Set(parts), ...fonts.map((font) => `_astro/${font}`)]
        .map((name) => readFileSync(join(site.folder, name)).length)
        .reduce((sum, length) => sum + length, 0);
      expect(bytes, page).toBeLessThan(100_000);
    }
  });

  it("fills the page of a preview as a post is shown, and loads nothing that it names", async () => {
    const filled = fillPreview(await textOf("/preview-template/"), siteUrl, {
      title: 'A "draft" <b>',
      summary: "signalbox-slot-html",
      author: "Ada & Co",
      publishedAt: new Date("2026-11-28T12:00:00Z"),
      words: 640,
      tags: ["Crew & code", "!!!"],
      markdown:
        "**bold** signalbox-slot-digest\n\n![A lever](https://elsewhere.test/x.png)\n\n<script>alert(1)</script>",
      digest: "abc123",
      canonical: `${siteUrl}/posts/a-draft/`,
      notice: "Not published. Shown until 12:00.",
    });
    expect(filled).toContain("<h1>A &quot;draft&quot; &lt;b&gt;</h1>");
    expect(filled).toContain("<strong>bold</strong> signalbox-slot-digest");
    expect(filled).toContain('<p class="summary">signalbox-slot-html</p>');
    expect(filled).toContain('<a href="https://elsewhere.test/x.png">A lever</a>');
    expect(filled).toContain(`<li><a href="${siteUrl}/tags/crew-code/">Crew &amp; code</a></li></ul>`);
    expect(filled).toContain("November 28, 2026");
    expect(filled).toContain('<meta name="signalbox:digest" content="abc123">');
    expect(filled).toContain(`<link rel="canonical" href="${siteUrl}/posts/a-draft/">`);
    expect(filled).toContain(`<link rel="stylesheet" href="${siteUrl}/theme.css">`);
    expect(filled).toContain("Not published. Shown until 12:00.");
    expect(filled).not.toMatch(/alert\(1\)|(?:href|src)="\//);
    expect(() => fillPreview("<html></html>", siteUrl, somePreview)).toThrow("is no page for previews");
  });
});

function elementsOf(html: string): { name: string; attributes: Record<string, string> }[] {
  const elements: { name: string; attributes: Record<string, string> }[] = [];
  new Parser({ onopentag: (name, attributes) => void elements.push({ name, attributes }) }).end(html);
  return elements;
}

const somePreview = {
  title: "",
  summary: "",
  author: "",
  publishedAt: new Date(0),
  words: 1,
  tags: [],
  markdown: "",
  digest: "",
  canonical: "",
  notice: "",
};
