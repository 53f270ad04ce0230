import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { HTTPException } from "hono/http-exception";
import type { JsonObject } from "../json.ts";
import { createTwinApp, type Twin } from "../twin.ts";
import type { DeliverOptions } from "./deliver.ts";
import { peopleRoutes } from "./people.ts";
import { SocketMode } from "./socket-mode.ts";
import { SlackState } from "./state.ts";
import { webApi } from "./web-api.ts";

const pageFolder = join(import.meta.dirname, "page");
const pageTypes: Record<string, string> = { html: "text/html", css: "text/css", js: "text/javascript" };

/** The stand-in for Slack: Web API, signed events and interactions out, and a page for people. */
export function createSlackTwin(options: DeliverOptions): Twin {
  const state = new SlackState();
  const socket = new SocketMode();
  const app = createTwinApp(
    "slack",
    () => state.reset(),
    (routes) => {
      const { onPost } = peopleRoutes(routes, state, { ...options, socket });
      const methods = webApi(state, onPost);

      routes.post("/api/apps.connections.open", (c) => {
        const token = /^Bearer (.+)$/.exec(c.req.header("authorization") ?? "")?.[1];
        if (token === undefined) return c.json({ ok: false, error: "not_authed" });
        if (!token.startsWith("xapp-")) return c.json({ ok: false, error: "not_allowed_token_type" });
        const { host } = new URL(c.req.url);
        return c.json({ ok: true, url: `ws://${host}/slack/_socket?ticket=${socket.ticket()}` });
      });

      routes.post("/api/:method", async (c, next) => {
        const method = methods[c.req.param("method")];
        if (!method) return next();
        const token = /^Bearer (.+)$/.exec(c.req.header("authorization") ?? "")?.[1];
        if (token === undefined) return c.json({ ok: false, error: "not_authed" });
        if (!token.startsWith("xoxb-")) return c.json({ ok: false, error: "invalid_auth" });
        const args = argsOf(c.get("rawBody"), c.req.header("content-type") ?? "");
        const error = state.refusals.of(c.req.param("method"), args["channel"]);
        return c.json(error === null ? method(args) : { ok: false, error });
      });

      routes.get("/", (c) => c.html(readFileSync(join(pageFolder, "index.html"), "utf8")));
      routes.get("/page/:file{[a-z-]+\\.(?:css|js)}", (c) => {
        const file = c.req.param("file");
        const path = join(pageFolder, file);
        if (!existsSync(path)) return c.notFound();
        return c.body(readFileSync(path, "utf8"), 200, {
          "content-type": pageTypes[file.split(".").at(-1) ?? ""] ?? "text/plain",
        });
      });
      routes.onError((error, c) => {
        if (error instanceof HTTPException) return c.json({ error: error.message }, error.status);
        throw error;
      });
    },
  );
  return {
    name: "slack",
    app,
    upgrade: (request, connection, head) => socket.accept(request, connection, head),
    close: async () => socket.close(),
    reset: () => state.reset(),
    snapshot: () => state.snapshot(),
    restore: (snapshot) => state.restore(snapshot),
  };
}

function argsOf(body: string, contentType: string): JsonObject {
  return contentType.includes("json") ? JSON.parse(body) : Object.fromEntries(new URLSearchParams(body));
}
