import { describe, expect, it } from "vitest";
import { toHtml } from "../../../pages/blog/src/lib/markdown.ts";
import { fetchPosts } from "../../../pages/blog/src/lib/posts.ts";
import { fileFor } from "../../../sandbox/pages/site-server.ts";

const post = {
  slug: "a",
  title: "A",
  summary: "S",
  tags: [],
  markdown: "m",
  digest: "d",
  words: 1,
  author: "D",
  publishedAt: "2026-01-01T00:00:00Z",
  updatedAt: "2026-01-01T00:00:00Z",
};
const api =
  (answer: (url: URL) => Response): typeof fetch =>
  async (input) =>
    answer(new URL(input instanceof Request ? input.url : input));

describe("the blog", () => {
  it.each([
    "<script>alert(1)</script>",
    '<img src=x onerror="alert(1)">',
    "[x](javascript:alert(1))",
    "<iframe src=https://example.com></iframe>",
    '<a href="javascript:alert(1)">x</a>',
  ])("makes %s harmless", async (evil) => {
    expect(await toHtml(`before ${evil} after`)).not.toMatch(/<script|onerror|javascript:|<iframe/i);
  });

  it("keeps tables, code and links", async () => {
    const html = await toHtml("| a |\n|---|\n| b |\n\n```\ncode\n```\n\n[x](https://example.com)");
    expect(html).toContain("<table>");
    expect(html).toContain("<code>");
    expect(html).toContain('href="https://example.com"');
  });

  it("follows the pages to the end", async () => {
    const fetcher = api((url) =>
      Response.json(
        url.searchParams.has("cursor")
          ? { posts: [{ ...post, slug: "b" }], nextCursor: null }
          : { posts: [post], nextCursor: "1~a" },
      ),
    );
    expect((await fetchPosts("http://worker.test", fetcher)).map((one) => one.slug)).toEqual(["a", "b"]);
  });

  it("names the setting when there is nothing to build from", async () => {
    await expect(fetchPosts(undefined)).rejects.toThrow("SIGNALBOX_API_URL is not set");
    await expect(
      fetchPosts(
        "http://worker.test",
        api(() => new Response("", { status: 500 })),
      ),
    ).rejects.toThrow(/SIGNALBOX_API_URL.*500/);
    await expect(
      fetchPosts(
        "http://worker.test",
        api(() => Response.json({ posts: [{ slug: "../up" }], nextCursor: null })),
      ),
    ).rejects.toThrow(/SIGNALBOX_API_URL.*slug/s);
  });

  it("is not left by a path that climbs", () => {
    expect(fileFor(import.meta.dirname, "/../../../package.json")).toBeNull();
    expect(fileFor(import.meta.dirname, "/blog.test.ts")).not.toBeNull();
  });
});
