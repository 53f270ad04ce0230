import type { APIRoute, GetStaticPaths } from "astro";
import { content, site } from "../../lib/site.ts";
import { socialCards } from "../../lib/social-card.ts";
import { longDate } from "../../lib/wording.ts";

export const getStaticPaths = (async () => {
  const { posts } = await content();
  const names = ["_site", ...posts.map((post) => post.slug)];
  const cards = await socialCards([
    { title: site.tagline, above: "" },
    ...posts.map((post) => ({
      title: post.title,
      above: `${post.author} · ${longDate(post.publishedAt, site.language)}`,
    })),
  ]);
  return cards.map((card, at) => ({ params: { name: names[at] }, props: card }));
}) satisfies GetStaticPaths;

export const GET: APIRoute<{ read: () => Promise<Uint8Array<ArrayBuffer>> }> = async ({ props }) =>
  new Response(await props.read(), { headers: { "content-type": "image/png" } });
