import { z } from "zod";
import site from "../../site.config.ts";
import { fetchMoved, type Moved } from "./moved.ts";
import { fetchPosts, type Post } from "./posts.ts";
import { placesOf, seriesOf, type Shelf, tagsOf, type Place } from "./shelves.ts";

export { site };

/** The root that every address of the site begins with, without a slash at its end. */
export const siteUrl = readSiteUrl(process.env["BLOG_URL"]);

function readSiteUrl(given = "http://127.0.0.1:8791"): string {
  const url = z.url({ protocol: /^https?$/ }).safeParse(given);
  if (!url.success)
    throw new Error(`BLOG_URL is no address: ${given}; it is the site's own, e.g. https://blog.example.com`);
  return new URL(url.data).origin;
}

export interface Content {
  /** Newest first. */
  posts: Post[];
  tags: Shelf[];
  series: Shelf[];
  /** By slug. */
  places: Map<string, Place>;
  moved: Moved;
}

let loaded: Promise<Content> | undefined;

/** What the site shows, asked for once a build. */
export async function content(): Promise<Content> {
  loaded ??= load(process.env["SIGNALBOX_API_URL"]);
  return loaded;
}

async function load(api: string | undefined): Promise<Content> {
  const posts = await fetchPosts(api);
  const moved = await fetchMoved(api, new Set(posts.map((post) => post.slug)));
  const series = seriesOf(posts);
  return { posts, tags: tagsOf(posts), series, places: placesOf(series), moved };
}
