import { serve } from "@hono/node-server";
import { serveStatic } from "@hono/node-server/serve-static";
import { Hono } from "hono";
import { createApp } from "./app.ts";

const built = "dist/client";
const port = Number(process.env["PORT"] ?? 3000);
const api = createApp();
const site = new Hono();
site.all("/api/*", (context) => api.fetch(context.req.raw));
site.use("*", serveStatic({ root: built }));
// Whatever is no file is a path of the app in the browser.
site.get("*", serveStatic({ path: `${built}/index.html` }));

const server = serve({ fetch: site.fetch, port }, (info) => {
  console.log(`listening on http://localhost:${info.port}`);
});
process.once("SIGTERM", () => server.close());
