import { eq } from "drizzle-orm";
import { Hono } from "hono";
import { z } from "zod";
import { signals } from "../../shared/db/schema.ts";
import { actionRequestSchema } from "../../shared/domain/signal.ts";
import { canonicalJson } from "../../shared/platform/digest.ts";
import { SignalboxError } from "../../shared/platform/errors.ts";
import { defaultProject } from "../../shared/policy/rules.ts";
import { openSpine } from "../../shared/spine/context.ts";
import { judgeAction } from "../../shared/spine/judge-action.ts";
import { receive } from "../../shared/spine/receive.ts";
import { taskIdOf } from "../../shared/spine/route-signal.ts";
import { inspect } from "../../shared/spine/verdict-input.ts";
import { parseBody } from "./body.ts";
import { type ApiEnv, requireRole } from "./require-role.ts";

const keySchema = z
  .string({ error: "send an Idempotency-Key header" })
  .regex(/^[\w.:-]{1,128}$/, "an Idempotency-Key has 1 to 128 letters, digits or any of . _ : -");

const judgementSchema = z.strictObject({
  outcome: z.enum(["corrected", "reverted"]),
  reason: z.string().trim().min(1).max(2000),
});

/** Actions from outside the jobs: proposed here, they take the same way as all others. */
export const actionsApi = new Hono<ApiEnv>()
  .post("/", requireRole("approver"), async (c) => {
    const key = keySchema.safeParse(c.req.header("idempotency-key"));
    if (!key.success) throw new SignalboxError("bad_request", z.prettifyError(key.error));
    const request = await parseBody(c, actionRequestSchema);
    const spine = openSpine(c.env);
    const { code, seen } = inspect(spine, request.project ?? defaultProject, request.kind, request.payload);
    if (code === undefined)
      throw new SignalboxError("bad_request", `${request.kind} is no kind of action that can be done`);
    if (seen === null)
      throw new SignalboxError("bad_request", `the payload is not of the form of ${request.kind}`);
    const by = c.var.person.id;
    const id = `api:${by}:${key.data}`;
    const body = { type: "action", by, request } as const;
    const received = await receive(spine, {
      id,
      kind: "api.action",
      provenance: "internal",
      body,
      dropReason: null,
    });
    if (received === "duplicate") {
      const before = await spine.db
        .select({ body: signals.body })
        .from(signals)
        .where(eq(signals.id, id))
        .get();
      if (canonicalJson(before?.body) !== canonicalJson(body))
        throw new SignalboxError("conflict", "this Idempotency-Key was used for another action");
    }
    return c.json({ taskId: await taskIdOf(id, "errand"), duplicate: received === "duplicate" }, 202);
  })
  .post("/:id/outcome", requireRole("approver"), async (c) => {
    const { outcome, reason } = await parseBody(c, judgementSchema);
    const refusal = await judgeAction(openSpine(c.env), {
      actionId: c.req.param("id"),
      outcome,
      reason,
      by: c.var.person.id,
    });
    if (refusal !== null) throw new SignalboxError("conflict", refusal);
    return c.json({ kind: "judged" });
  });
