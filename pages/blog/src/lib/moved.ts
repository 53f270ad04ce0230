import { z } from "zod";
import { askWorker } from "./ask-worker.ts";

const slug = z.string().regex(/^[a-z0-9-]+$/);
const movedSchema = z.object({
  redirects: z.array(z.object({ from: slug, to: slug })),
  gone: z.array(z.object({ slug, at: z.iso.datetime() })),
});

export interface Moved {
  /** Old slug to the slug that the post has now. */
  redirects: { from: string; to: string }[];
  /** Slugs of posts that were withdrawn. */
  gone: string[];
}

/**
 * What has another address now, and what is withdrawn. Who asked for an older address is led to the newest at once; an address
 * that shows a post again is neither.
 * @throws Error naming SIGNALBOX_API_URL, as `fetchPosts` does; a Worker that doesn't know the question has nothing moved.
 */
export async function fetchMoved(
  api: string | undefined,
  shown: ReadonlySet<string>,
  fetcher: typeof fetch = fetch,
): Promise<Moved> {
  const answer = await askWorker(api, "/api/blog/moved", {}, movedSchema, fetcher);
  if (answer === null) return { redirects: [], gone: [] };
  const next = new Map(answer.redirects.map(({ from, to }) => [from, to]));
  const redirects = [...next.keys()]
    .filter((from) => !shown.has(from))
    .flatMap((from) => {
      const to = endOf(from, next, shown);
      return to === null ? [] : [{ from, to }];
    });
  const led = new Set(redirects.map(({ from }) => from));
  const gone = new Set(answer.gone.map((one) => one.slug));
  return { redirects, gone: [...gone].filter((one) => !shown.has(one) && !led.has(one)) };
}

/** Where following ends; null for a circle. */
function endOf(from: string, next: ReadonlyMap<string, string>, shown: ReadonlySet<string>): string | null {
  const seen = new Set([from]);
  let at = from;
  while (!shown.has(at)) {
    const to = next.get(at);
    if (to === undefined) break;
    if (seen.has(to)) return null;
    seen.add(to);
    at = to;
  }
  return at;
}
