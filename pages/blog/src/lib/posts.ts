import { z } from "zod";

const postSchema = z.object({
  slug: z.string().regex(/^[a-z0-9-]+$/),
  title: z.string(),
  summary: z.string(),
  tags: z.array(z.string()),
  markdown: z.string(),
  digest: z.string(),
  words: z.number(),
  author: z.string(),
  publishedAt: z.coerce.date(),
  updatedAt: z.coerce.date(),
});

const pageSchema = z.object({ posts: z.array(postSchema), nextCursor: z.string().nullable() });

export type Post = z.infer<typeof postSchema>;

/**
 * All published posts, newest first, from the Worker.
 * @throws Error naming SIGNALBOX_API_URL when it can't be reached or answers something else: no site is better built on
 * half of its posts.
 */
export async function fetchPosts(api: string | undefined, fetcher: typeof fetch = fetch): Promise<Post[]> {
  if (!api)
    throw new Error(
      "SIGNALBOX_API_URL is not set: it is the address of the Worker, e.g. https://signalbox.example.workers.dev",
    );
  const posts: Post[] = [];
  let cursor: string | null = null;
  do {
    const url = new URL("/api/blog/posts", api);
    if (cursor !== null) url.searchParams.set("cursor", cursor);
    const page = await fetchPage(url, fetcher);
    posts.push(...page.posts);
    cursor = page.nextCursor;
  } while (cursor !== null);
  return posts;
}

async function fetchPage(url: URL, fetcher: typeof fetch): Promise<z.infer<typeof pageSchema>> {
  let response: Response;
  try {
    response = await fetcher(url);
  } catch (error) {
    throw new Error(`SIGNALBOX_API_URL: nothing answers at ${url.origin}`, { cause: error });
  }
  if (!response.ok) throw new Error(`SIGNALBOX_API_URL: ${url.href} answered ${response.status}`);
  const page = pageSchema.safeParse(await response.json());
  if (!page.success)
    throw new Error(`SIGNALBOX_API_URL: ${url.href} is no list of posts: ${z.prettifyError(page.error)}`);
  return page.data;
}
