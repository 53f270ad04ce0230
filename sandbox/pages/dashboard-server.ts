import { existsSync, readFileSync } from "node:fs";
import { createServer, type IncomingMessage } from "node:http";
import { Socket } from "node:net";
import { join } from "node:path";
import { getRequestListener } from "@hono/node-server";
import { Hono } from "hono";
import { createProxyServer } from "httpxy";
import { headersFor, parseHeadersFile } from "./headers-file.ts";
import { fileFor, typeOf } from "./site-server.ts";

export interface DashboardOptions {
  port: number;
  /** What was built. */
  folder: string;
  workerUrl: string;
}

/**
 * Serves the dashboard as Cloudflare Pages does: its files with the headers of `_headers`, its index for addresses that
 * are no file, and what pages/dashboard/functions forward to the Worker, WebSockets too. Not `wrangler pages dev`,
 * whose service binding doesn't find a Worker again that was killed and restarted.
 */
export async function serveDashboard({
  port,
  folder,
  workerUrl,
}: DashboardOptions): Promise<{ close: () => Promise<void> }> {
  const files = getRequestListener(dashboardFiles(folder).fetch);
  const proxy = createProxyServer({ target: workerUrl });
  proxy.on("error", (error, _request, response) => {
    if (!response || response instanceof Socket) return void response?.destroy();
    // An answer that broke off in the middle must look broken to the browser too.
    if (response.headersSent) return void response.destroy();
    response
      .writeHead(502, { "content-type": "text/plain" })
      .end(`the Worker can't be reached: ${error.message}`);
  });
  const server = createServer((request, response) => {
    void (isForWorker(request) ? proxy.web(request, response) : files(request, response));
  });
  // The server forgets about connections that become WebSockets, and would wait for them forever when it closes.
  const webSockets = new Set<Socket>();
  server.on("upgrade", (request, socket, head) => {
    if (!isForWorker(request) || !(socket instanceof Socket)) return void socket.destroy();
    webSockets.add(socket);
    socket.once("close", () => webSockets.delete(socket));
    void proxy.ws(request, socket, {}, head);
  });
  const { promise: listening, resolve, reject } = Promise.withResolvers<void>();
  server.once("error", reject);
  server.listen(port, "127.0.0.1", resolve);
  await listening;
  return {
    close: async () => {
      for (const socket of webSockets) socket.destroy();
      server.closeAllConnections();
      await new Promise((done) => server.close(done));
    },
  };
}

function dashboardFiles(folder: string): Hono {
  const app = new Hono();
  app.get("*", (c) => {
    const index = join(folder, "index.html");
    if (!existsSync(index)) return c.text("the dashboard is not built yet", 503);
    const rulesFile = join(folder, "_headers");
    const rules = existsSync(rulesFile) ? parseHeadersFile(readFileSync(rulesFile, "utf8")) : [];
    const found = fileFor(folder, decodeURIComponent(c.req.path));
    const file = found === null || found === rulesFile ? index : found;
    const headers = headersFor(rules, c.req.path);
    headers.set("content-type", typeOf(file));
    return new Response(readFileSync(file), { headers });
  });
  return app;
}

const isForWorker = ({ url = "" }: IncomingMessage): boolean => /^\/(api|agents)(\/|\?|$)/.test(url);
