import { Feed } from "feed";
import { feedHtml } from "./post-html.ts";
import { content, site, siteUrl } from "./site.ts";

/** Readers keep what they have seen: the newest are enough. */
const newest = 50;

export const feedPaths = { rss: "/rss.xml", atom: "/atom.xml", json: "/feed.json" } as const;

let made: Promise<Feed> | undefined;

/** The newest posts, whole, for all three kinds of feeds. */
export async function feed(): Promise<Feed> {
  made ??= make();
  return made;
}

async function make(): Promise<Feed> {
  const posts = (await content()).posts.slice(0, newest);
  const updated = new Date(Math.max(0, ...posts.map((post) => post.updatedAt.getTime())));
  const all = new Feed({
    id: `${siteUrl}/`,
    link: `${siteUrl}/`,
    title: site.name,
    description: site.description,
    language: site.language,
    copyright: site.owner.name,
    generator: false,
    // Not the moment of the build: a feed changes when its posts do.
    updated,
    feedLinks: {
      rss: siteUrl + feedPaths.rss,
      atom: siteUrl + feedPaths.atom,
      json: siteUrl + feedPaths.json,
    },
  });
  for (const post of posts) {
    const link = `${siteUrl}/posts/${post.slug}/`;
    all.addItem({
      id: link,
      link,
      title: post.title,
      description: post.summary,
      content: await feedHtml(post),
      author: [{ name: post.author }],
      category: post.tags.map((name) => ({ name, term: name })),
      published: post.publishedAt,
      date: post.updatedAt,
    });
  }
  return all;
}
