import { Hono } from "hono";
import { bodyLimit } from "hono/body-limit";
import { HTTPException } from "hono/http-exception";
import { answering } from "../shared/platform/background.ts";
import { describeError, httpStatus, SignalboxError } from "../shared/platform/errors.ts";
import { log } from "../shared/platform/log.ts";
import { api, readsItsBody } from "./api/routes.ts";
import { health } from "./api/health.ts";
import { listenToBoard, listenToTask } from "./live.ts";
import { llmPrefix, llmProxy } from "./llm-proxy.ts";
import { askMcpServer, leaveMcpServer } from "./mcp/mcp-proxy.ts";
import { metrics } from "./metrics/metrics.ts";
import { previewPath } from "../shared/jobs/editorial/preview/preview-link.ts";
import { showPreview } from "./preview/show-preview.ts";
import { refusalTold, retryAfterSeconds } from "./rate-limit.ts";
import { webhooks } from "./webhooks/registry.ts";

const maxBodyBytes = 1024 * 1024;

/** All that the Worker answers over HTTP. */
export const app = new Hono<{ Bindings: Env }>();

// It stands before the limit that follows: its own is another.
app.route(llmPrefix, llmProxy);
const limit = bodyLimit({
  maxSize: maxBodyBytes,
  onError: () => {
    throw new SignalboxError("too_large", `the body is larger than ${maxBodyBytes} bytes`);
  },
});
// Files are larger. Who takes them knows by then who sends them, and reads no further than it may.
app.use(async (c, next) => (readsItsBody(c.req.method, c.req.path) ? next() : limit(c, next)));
app.use("/webhooks/*", async (_c, next) => answering(next));
for (const [source, webhook] of Object.entries(webhooks)) app.post(`/webhooks/${source}`, webhook);
app.get("/health", health);
app.get("/metrics", metrics);
app.get(`${previewPath}:token`, showPreview);
app.route("/", api);
app.post("/mcp/:name", askMcpServer);
app.delete("/mcp/:name", leaveMcpServer);
// A client that wants to listen without asking is told that this server doesn't speak first.
app.get("/mcp/:name", (c) => c.body(null, 405, { allow: "POST, DELETE" }));
app.get("/agents/task-agent/:id", listenToTask);
app.get("/agents/board-agent/all", listenToBoard);

app.notFound((c) =>
  c.json({ error: { code: "not_found", message: `there is no ${c.req.method} ${c.req.path}` } }, 404),
);

app.onError(async (error, c) => {
  if (error instanceof SignalboxError) {
    const { code, message } = await refusalTold(c.env, c.req.raw.headers, error);
    const status = httpStatus(code);
    log.warn("http.refused", { code, status, reason: message });
    if (code === "rate_limited") c.header("retry-after", String(retryAfterSeconds));
    return c.json({ error: { code, message } }, status);
  }
  if (error instanceof HTTPException) {
    return c.json({ error: { code: "bad_request", message: error.message } }, error.status);
  }
  log.error("http.failed", { reason: describeError(error) });
  return c.json(
    { error: { code: "internal", message: "something went wrong on our side; it is safe to try again" } },
    500,
  );
});
