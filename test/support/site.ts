import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { createServer } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Builder } from "../../sandbox/pages/builder.ts";

export const siteUrl = "https://site.test";

/** A post as the Worker's API answers it. */
export function somePost(number: number, fields: object = {}) {
  const at = new Date(Date.UTC(2026, 10, 20) - number * 86_400_000).toISOString();
  return {
    slug: `post-${number}`,
    title: `Signals, number ${number}`,
    summary: "What a lever says when it can't be moved.",
    tags: ["signals"],
    series: null,
    corrections: [],
    markdown: "A lever that can't be moved **says** why.\n",
    digest: String(number).padStart(64, "a"),
    words: 640,
    author: "Ada Lovelace",
    publishedAt: at,
    updatedAt: at,
    ...fields,
  };
}

export interface BuiltSite {
  /** What was built. */
  folder: string;
  log: string;
  close: () => void;
}

/**
 * Builds pages/blog of the posts that `posts` gives, for the address of the server that answers for the Worker: it has a picture at
 * `/picture.png`, and none at `/missing.png`. Without `moved`, it doesn't know that question.
 */
export async function buildSite(posts: (worker: string) => object[], moved?: object): Promise<BuiltSite> {
  const picture = readFileSync(join(import.meta.dirname, "../../docs/images/inbox.png"));
  let given: object[] = [];
  const server = createServer((request, response) => {
    const url = new URL(request.url ?? "", "http://worker.test");
    const json = (body: object) =>
      response.setHeader("content-type", "application/json").end(JSON.stringify(body));
    if (url.pathname === "/picture.png")
      return void response.setHeader("content-type", "image/png").end(picture);
    if (url.pathname === "/api/blog/moved" && moved) return void json(moved);
    if (url.pathname !== "/api/blog/posts") return void response.writeHead(404).end();
    const from = Number(url.searchParams.get("cursor"));
    const to = from + 100;
    return void json({ posts: given.slice(from, to), nextCursor: to < given.length ? String(to) : null });
  });
  const { promise, resolve } = Promise.withResolvers<void>();
  server.listen(0, "127.0.0.1", resolve);
  await promise;
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("the server has no port");
  const worker = `http://127.0.0.1:${address.port}`;
  given = posts(worker);
  const stateDir = mkdtempSync(join(tmpdir(), "signalbox-site-"));
  const builder = new Builder(stateDir, worker, siteUrl);
  const { ok, log } = await builder.build();
  server.closeAllConnections();
  server.close();
  const close = (): void => rmSync(stateDir, { recursive: true });
  if (ok) return { folder: builder.current, log, close };
  close();
  throw new Error(`the site can't be built:\n${log}`);
}
