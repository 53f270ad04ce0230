import rss from "@astrojs/rss";
import type { APIContext } from "astro";
import { toHtml } from "../lib/markdown.ts";
import { allPosts, site } from "../lib/site.ts";

export async function GET(context: APIContext): Promise<Response> {
  const posts = await allPosts();
  return rss({
    ...site,
    site: context.site ?? "",
    items: await Promise.all(
      posts.map(async (post) => ({
        title: post.title,
        description: post.summary,
        link: `/posts/${post.slug}/`,
        pubDate: post.publishedAt,
        categories: post.tags,
        content: await toHtml(post.markdown),
      })),
    ),
  });
}
