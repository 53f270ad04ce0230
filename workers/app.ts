import { Hono } from "hono";
import { bodyLimit } from "hono/body-limit";
import { HTTPException } from "hono/http-exception";
import { routeAgentRequest } from "agents";
import { describeError, httpStatus, SignalboxError } from "../shared/platform/errors.ts";
import { log } from "../shared/platform/log.ts";
import { actionsApi } from "./api/actions.ts";
import { approvalsApi, effectsApi } from "./api/approvals.ts";
import { autonomyApi } from "./api/autonomy.ts";
import { budgetsApi } from "./api/budgets.ts";
import { costsApi, ledgerApi } from "./api/ledger.ts";
import { requireRole } from "./api/require-role.ts";
import { blogApi } from "./api/blog.ts";
import { health } from "./api/health.ts";
import { tasksApi } from "./api/tasks.ts";
import { webhooks } from "./webhooks/registry.ts";

const maxBodyBytes = 1024 * 1024;

/** All that the Worker answers over HTTP. */
export const app = new Hono<{ Bindings: Env }>();

app.use(
  bodyLimit({
    maxSize: maxBodyBytes,
    onError: () => {
      throw new SignalboxError("too_large", `the body is larger than ${maxBodyBytes} bytes`);
    },
  }),
);
for (const [source, webhook] of Object.entries(webhooks)) app.post(`/webhooks/${source}`, webhook);
app.get("/health", health);
app.route("/api/blog", blogApi);
app.route("/api/tasks", tasksApi);
app.route("/api/approvals", approvalsApi);
app.route("/api/effects", effectsApi);
app.route("/api/actions", actionsApi);
app.route("/api/autonomy", autonomyApi);
app.route("/api/budgets", budgetsApi);
app.route("/api/ledger", ledgerApi);
app.route("/api/costs", costsApi);
app.all("/agents/task-agent/*", requireRole("viewer"), async (c) => {
  const answer = await routeAgentRequest(c.req.raw, c.env);
  return answer ?? c.notFound();
});

app.notFound((c) =>
  c.json({ error: { code: "not_found", message: `there is no ${c.req.method} ${c.req.path}` } }, 404),
);

app.onError((error, c) => {
  if (error instanceof SignalboxError) {
    const status = httpStatus(error.code);
    log.warn("http.refused", { code: error.code, status, reason: error.message });
    return c.json({ error: { code: error.code, message: error.message } }, status);
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
