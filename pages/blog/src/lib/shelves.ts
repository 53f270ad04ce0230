import type { Post } from "./posts.ts";
import { slugOf } from "./wording.ts";

/** Posts that belong together: by a tag, or as a series. */
export interface Shelf {
  slug: string;
  name: string;
  posts: Post[];
}

/** By tag, those with the most posts first; posts as they came. */
export function tagsOf(posts: readonly Post[]): Shelf[] {
  return shelvesOf(posts, (post) => post.tags).toSorted(
    (a, b) => b.posts.length - a.posts.length || a.slug.localeCompare(b.slug),
  );
}

/** Series, each from its first post to its last. */
export function seriesOf(posts: readonly Post[]): Shelf[] {
  return shelvesOf(posts, (post) => (post.series === null ? [] : [post.series])).map((shelf) => ({
    ...shelf,
    posts: shelf.posts.toSorted((a, b) => a.publishedAt.getTime() - b.publishedAt.getTime()),
  }));
}

/** Names that differ only by case or punctuation are one shelf, called as the newest post has it. */
function shelvesOf(posts: readonly Post[], namesOf: (post: Post) => string[]): Shelf[] {
  const shelves = new Map<string, Shelf>();
  for (const post of posts) {
    const names = new Map(namesOf(post).map((name) => [slugOf(name), name]));
    for (const [slug, name] of names) {
      if (slug === null) continue;
      const shelf = shelves.get(slug) ?? { slug, name, posts: [] };
      shelf.posts.push(post);
      shelves.set(slug, shelf);
    }
  }
  return [...shelves.values()];
}

/** Where a post stands in its series. */
export interface Place {
  series: Shelf;
  /** From 1. */
  number: number;
  previous: Post | undefined;
  next: Post | undefined;
}

/** By slug, where each post that belongs to a series stands in it. */
export function placesOf(series: readonly Shelf[]): Map<string, Place> {
  return new Map(
    series.flatMap((shelf) =>
      shelf.posts.map((post, at): [string, Place] => [
        post.slug,
        { series: shelf, number: at + 1, previous: shelf.posts[at - 1], next: shelf.posts[at + 1] },
      ]),
    ),
  );
}
