import { serve } from "@hono/node-server";
import { createApp } from "./app.ts";

const port = Number(process.env["PORT"] ?? 3000);
const server = serve({ fetch: createApp().fetch, port }, (info) => {
  console.log(`listening on http://localhost:${info.port}`);
});
process.once("SIGTERM", () => server.close());
