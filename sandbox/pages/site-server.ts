import { existsSync, readFileSync, realpathSync, statSync } from "node:fs";
import { join, normalize, sep } from "node:path";
import { pathToFileURL } from "node:url";
import { serve } from "@hono/node-server";
import { Hono } from "hono";
import { z } from "zod";
import { headersFor, parseHeadersFile } from "./headers-file.ts";

const types: Record<string, string> = {
  html: "text/html; charset=utf-8",
  css: "text/css",
  js: "text/javascript",
  xml: "application/xml",
  svg: "image/svg+xml",
  json: "application/json",
  png: "image/png",
  webp: "image/webp",
  avif: "image/avif",
  woff: "font/woff",
  woff2: "font/woff2",
  txt: "text/plain; charset=utf-8",
};

const nothingYet = `<!doctype html><html lang="en"><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>Nothing deployed yet</title>
<style>:root{color-scheme:light dark}body{font:1.1rem/1.6 system-ui;max-width:34rem;margin:20vh auto;padding:0 1rem}</style>
<h1>Nothing deployed yet</h1><p>The blog is built when the first post is approved.</p></html>`;

/** Serves a folder of static files as Cloudflare Pages does: see `answerFrom`. */
export function serveSite(port: number, current: string): { close: () => Promise<void> } {
  const app = new Hono();
  app.get("*", (c) => answerFrom(current, c.req.raw, c.req.path));
  const server = serve({ fetch: app.fetch, port, hostname: "127.0.0.1" });
  return {
    close: async () => {
      if ("closeAllConnections" in server) server.closeAllConnections();
      await new Promise((done) => server.close(done));
    },
  };
}

/**
 * What a site answers at a path, as Cloudflare Pages does: its worker where `_routes.json` includes the path; else `_redirects`, clean
 * addresses with the headers of `_headers`, and the site's own 404.
 */
export async function answerFrom(current: string, request: Request, path: string): Promise<Response> {
  if (!existsSync(current))
    return new Response(nothingYet, { status: 503, headers: { "content-type": types["html"] ?? "" } });
  // A build that ends meanwhile moves the link: one answer is of one build.
  const folder = realpathSync(current);
  const address = new URL(request.url);
  address.pathname = path;
  const asked = new Request(address, { method: request.method, headers: request.headers });
  const assets = { fetch: async (one: Request) => answerFile(folder, one) };
  return isForWorker(folder, path)
    ? await (await siteWorker(folder)).fetch(asked, { ASSETS: assets })
    : assets.fetch(asked);
}

/** Read by Pages, and never shown. */
const ownFiles = ["_headers", "_redirects", "_routes.json", "_worker.js"];

function answerFile(folder: string, request: Request): Response {
  const { pathname } = new URL(request.url);
  const to = redirectsOf(folder).get(pathname);
  if (to) return new Response(null, { status: to.status, headers: { location: to.location } });
  const headers = headersFor(parseHeadersFile(textOf(folder, "_headers") ?? ""), pathname);
  const found = fileFor(folder, decodeURIComponent(pathname));
  const isShown = found !== null && !ownFiles.some((name) => found === join(folder, name));
  const file = isShown ? found : join(folder, "404.html");
  if (!existsSync(file)) return new Response("not found", { status: 404, headers });
  if (!headers.has("content-type")) headers.set("content-type", typeOf(file));
  return new Response(readFileSync(file), { status: isShown ? 200 : 404, headers });
}

function redirectsOf(folder: string): Map<string, { location: string; status: number }> {
  const lines = (textOf(folder, "_redirects") ?? "").split("\n").map((line) => line.trim().split(/\s+/));
  return new Map(
    lines.flatMap(([from, location, status = "302"]) =>
      from && location ? [[from, { location, status: Number(status) }]] : [],
    ),
  );
}

const routesSchema = z.object({ include: z.array(z.string()) });

function isForWorker(folder: string, path: string): boolean {
  const routes = textOf(folder, "_routes.json");
  if (routes === null) return false;
  return routesSchema
    .parse(JSON.parse(routes))
    .include.some((route) => (route.endsWith("*") ? path.startsWith(route.slice(0, -1)) : path === route));
}

const workerSchema = z.object({
  default: z.object({
    fetch: z.custom<
      (request: Request, env: { ASSETS: { fetch(one: Request): Promise<Response> } }) => Promise<Response>
    >((value) => typeof value === "function"),
  }),
});

/** The worker that a build brings along. Builds have folders of their own, so what was imported is never an older one. */
async function siteWorker(folder: string) {
  const module: unknown = await import(pathToFileURL(join(folder, "_worker.js")).href);
  return workerSchema.parse(module).default;
}

function textOf(folder: string, name: string): string | null {
  const file = join(folder, name);
  return existsSync(file) ? readFileSync(file, "utf8") : null;
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
