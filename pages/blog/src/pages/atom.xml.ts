import { feed } from "../lib/feeds.ts";

export async function GET(): Promise<Response> {
  return new Response((await feed()).atom1(), {
    headers: { "content-type": "application/atom+xml; charset=utf-8" },
  });
}
