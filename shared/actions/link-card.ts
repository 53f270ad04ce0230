import { postBySlug } from "../db/posts.ts";
import type { PageCard } from "../integrations/web/page-card.ts";
import { pageCard } from "../integrations/web/page-card.ts";
import type { Ground } from "../spine/ground.ts";

/**
 * What a link's page says of itself. A post of our own blog says it here: its page may be built only in a moment. Any other page
 * is asked, and one that can't be had is told of by its host alone.
 */
export async function linkCard(ground: Ground, link: string): Promise<PageCard> {
  const slug = slugOf(ground.settings.BLOG_URL, link);
  const post = slug === null ? undefined : await postBySlug(ground.db, slug);
  if (post !== undefined) return { title: post.title, description: post.summary, image: null };
  return (await pageCard(ground, link)) ?? { title: new URL(link).host, description: "", image: null };
}

/** Which post of our blog an address is of; null: none. */
function slugOf(blog: string, link: string): string | null {
  const root = new URL("posts/", blog.endsWith("/") ? blog : `${blog}/`).href;
  const { origin, pathname } = new URL(link);
  const page = `${origin}${pathname}`;
  return page.startsWith(root) ? (/^([a-z0-9-]+)\/?$/.exec(page.slice(root.length))?.[1] ?? null) : null;
}
