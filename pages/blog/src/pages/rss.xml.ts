import { feed } from "../lib/feeds.ts";

export async function GET(): Promise<Response> {
  return new Response((await feed()).rss2(), {
    headers: { "content-type": "application/rss+xml; charset=utf-8" },
  });
}
