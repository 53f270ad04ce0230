import { existsSync, readFileSync, statSync } from "node:fs";
import { join, normalize, sep } from "node:path";
import { serve } from "@hono/node-server";
import { type Context, Hono } from "hono";

const types: Record<string, string> = {
  html: "text/html; charset=utf-8",
  css: "text/css",
  js: "text/javascript",
  xml: "application/xml",
  svg: "image/svg+xml",
  json: "application/json",
  woff2: "font/woff2",
  txt: "text/plain; charset=utf-8",
};

const nothingYet = `<!doctype html><html lang="en"><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>Nothing deployed yet</title>
<style>:root{color-scheme:light dark}body{font:1.1rem/1.6 system-ui;max-width:34rem;margin:20vh auto;padding:0 1rem}</style>
<h1>Nothing deployed yet</h1><p>The blog is built when the first post is approved.</p></html>`;

/** Serves a folder of static files as Cloudflare Pages does: clean addresses, and the site's own 404. */
export function serveSite(port: number, current: string): { close: () => Promise<void> } {
  const app = new Hono();
  app.get("*", (c) => answerFrom(c, current, c.req.path));
  const server = serve({ fetch: app.fetch, port, hostname: "127.0.0.1" });
  return {
    close: async () => {
      if ("closeAllConnections" in server) server.closeAllConnections();
      await new Promise((done) => server.close(done));
    },
  };
}

/** What a site answers to an address. */
export function answerFrom(c: Context, current: string, path: string): Response {
  if (!existsSync(current)) return c.html(nothingYet, 503);
  const file = fileFor(current, decodeURIComponent(path));
  if (file !== null) return c.body(readFileSync(file), 200, { "content-type": typeOf(file) });
  const own = join(current, "404.html");
  return existsSync(own) ? c.html(readFileSync(own, "utf8"), 404) : c.text("not found", 404);
}

/** The file that an address names; null when there is none, or when it would lie outside the folder. */
export function fileFor(folder: string, address: string): string | null {
  const path = normalize(join(folder, address));
  if (
    path !== normalize(folder) &&
    !path.startsWith(normalize(folder) + sep) &&
    path !== normalize(folder + sep)
  )
    return null;
  for (const candidate of [path, join(path, "index.html"), `${path}.html`]) {
    if (existsSync(candidate) && statSync(candidate).isFile()) return candidate;
  }
  return null;
}

export const typeOf = (file: string): string =>
  types[file.split(".").at(-1) ?? ""] ?? "application/octet-stream";
