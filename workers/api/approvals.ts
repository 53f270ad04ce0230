import { Hono } from "hono";
import { z } from "zod";
import { approvalById, countWaiting, listUnknownEffects, listWaiting } from "../../shared/db/approvals.ts";
import { decisions, type RefusalCode } from "../../shared/domain/approval.ts";
import { SignalboxError } from "../../shared/platform/errors.ts";
import { openSpine } from "../../shared/spine/context.ts";
import { decide } from "../../shared/spine/decide.ts";
import { resolveEffect, resolutions } from "../../shared/spine/resolve-effect.ts";
import { inspect } from "../../shared/spine/verdict-input.ts";
import { checked, iso, isoOrNull, parseBody } from "./body.ts";
import { type ApiEnv, requireRole } from "./require-role.ts";

const decisionSchema = z.strictObject({
  /** The digest of the bytes that the person was shown: 64 hex digits, or at least the first 12. */
  digest: z.string().regex(/^[0-9a-f]{12,64}$/, "must be the digest that was shown"),
  decision: z.enum(decisions),
  reason: z.string().trim().max(2000).nullable().default(null),
});

const bulkSchema = z.strictObject({
  decisions: z
    .array(decisionSchema.extend({ id: z.string().min(1) }))
    .min(1)
    .max(100),
});

const listQuery = z.object({
  limit: z.coerce.number().int().min(1).max(100).default(20),
  cursor: z
    .string()
    .regex(/^[123]~\d+~.+$/, "must be a nextCursor of an earlier answer")
    .optional(),
});

type Row = Awaited<ReturnType<typeof listWaiting>>[number];

/** An approval as it is shown. */
export function approvalView({ changeId: _change, riskRank: _rank, ...row }: Row) {
  const { createdAt, decidedAt, holdUntil, deadline, remindAt, expiresAt, ...rest } = row;
  return {
    ...rest,
    createdAt: iso(createdAt),
    decidedAt: isoOrNull(decidedAt),
    holdUntil: isoOrNull(holdUntil),
    deadline: isoOrNull(deadline),
    remindAt: isoOrNull(remindAt),
    expiresAt: isoOrNull(expiresAt),
  };
}

/** What waits for people: approvals, holds and effects whose answer was lost; and what people say of them. */
export const approvalsApi = new Hono<ApiEnv>()
  .get("/", requireRole("viewer"), async (c) => {
    const { limit, cursor } = checked(listQuery, c.req.query());
    const { db } = openSpine(c.env);
    const [rank = "", at = "", ...id] = cursor?.split("~") ?? [];
    const after = cursor === undefined ? null : { rank: Number(rank), at: Number(at), id: id.join("~") };
    const [rows, total, unknown] = await Promise.all([
      listWaiting(db, limit, after),
      countWaiting(db),
      listUnknownEffects(db, 100),
    ]);
    const last = rows.at(-1);
    return c.json({
      total,
      approvals: rows.map(approvalView),
      unknownEffects: unknown.map(({ effect, ...rest }) => ({
        ...rest,
        actionId: effect.actionId,
        taskId: effect.taskId,
        error: effect.error,
        attempts: effect.attempts,
        asked: effect.askedAt !== null,
      })),
      nextCursor:
        last === undefined || rows.length < limit ? null : `${last.riskRank}~${last.createdAt}~${last.id}`,
    });
  })
  .get("/:id", requireRole("viewer"), async (c) => {
    const spine = openSpine(c.env);
    const found = await approvalById(spine.db, c.req.param("id"));
    if (!found) throw new SignalboxError("not_found", `there is no approval ${c.req.param("id")}`);
    const { action, approval } = found;
    const payload: unknown = JSON.parse(action.payload);
    return c.json({
      approval: approvalView(approval),
      action: {
        id: action.id,
        kind: action.kind,
        target: action.target,
        provenance: action.provenance,
        risk: action.risk,
        revision: action.revision,
        sources: action.sources,
        verdict: action.verdict,
        payload,
        preview: inspect(spine, action.project, action.kind, payload).seen?.preview ?? null,
      },
    });
  })
  .post("/decisions", requireRole("approver"), async (c) => {
    const { decisions: list } = await parseBody(c, bulkSchema);
    const spine = openSpine(c.env);
    const results = [];
    for (const { id, ...decision } of list) {
      const outcome = await decide(spine, {
        ...decision,
        approvalId: id,
        by: c.var.person.id,
        channel: "api",
      });
      results.push({ id, ...outcome });
    }
    return c.json({ results });
  })
  .post("/:id/decisions", requireRole("approver"), async (c) => {
    const decision = await parseBody(c, decisionSchema);
    const outcome = await decide(openSpine(c.env), {
      ...decision,
      approvalId: c.req.param("id"),
      by: c.var.person.id,
      channel: "api",
    });
    if (outcome.kind !== "refused") return c.json(outcome);
    return c.json({ error: { code: outcome.code, message: outcome.reason } }, refusalStatus[outcome.code]);
  });

/** What people say of effects whose answer was lost. */
export const effectsApi = new Hono<ApiEnv>().post(
  "/:actionId/resolution",
  requireRole("approver"),
  async (c) => {
    const { resolution } = await parseBody(c, z.strictObject({ resolution: z.enum(resolutions) }));
    const refusal = await resolveEffect(openSpine(c.env), {
      actionId: c.req.param("actionId"),
      resolution,
      by: c.var.person.id,
      channel: "api",
    });
    if (refusal !== null) throw new SignalboxError("conflict", refusal);
    return c.json({ kind: "resolved" });
  },
);

const refusalStatus = {
  not_found: 404,
  not_allowed: 403,
  own_request: 403,
  reason_missing: 400,
  digest_mismatch: 409,
  already_decided: 409,
  superseded: 409,
  expired: 409,
} as const satisfies Record<RefusalCode, number>;
