import { Hono } from "hono";
import { z } from "zod";
import { listPromotions } from "../../shared/db/autonomy.ts";
import { levelNames } from "../../shared/domain/autonomy.ts";
import { SignalboxError } from "../../shared/platform/errors.ts";
import { governedKinds, isActionKind } from "../../shared/policy/boundaries.ts";
import { defaultProject } from "../../shared/policy/rules.ts";
import { decidePromotion, evidenceFor, setAutonomy, wholeProject } from "../../shared/spine/autonomy.ts";
import { openSpine } from "../../shared/spine/context.ts";
import { iso, isoOrNull, parseBody } from "./body.ts";
import { nextCursor, parsePage } from "./page.ts";
import { type ApiEnv, requireRole } from "./require-role.ts";

const changeSchema = z.strictObject({
  project: z.string().min(1),
  kind: z.string().refine((kind) => kind === wholeProject || isActionKind(kind), "is no kind of action"),
  level: z.literal([1, 2, 3]),
  reason: z.string().trim().min(1).max(2000),
});

const promotionSchema = z.strictObject({
  decision: z.enum(["ratified", "declined"]),
  reason: z.string().trim().max(2000).nullable().default(null),
});

/** Levels with their evidence, and people's word on them. */
export const autonomyApi = new Hono<ApiEnv>()
  .get("/", requireRole("viewer"), async (c) => {
    const spine = openSpine(c.env);
    const projects = [...new Set([defaultProject, ...Object.keys(spine.settings.RULES.projects)])];
    const standings = await Promise.all(
      projects.flatMap((project) =>
        [wholeProject, ...governedKinds].map(async (kind) => {
          const { standing, evidence } = await evidenceFor(spine, project, kind);
          return {
            project,
            kind,
            level: standing.level,
            name: levelNames[standing.level],
            evidence: { ...evidence, since: evidence.since === 0 ? null : iso(evidence.since) },
          };
        }),
      ),
    );
    return c.json({ standings });
  })
  .put("/", requireRole("operator"), async (c) => {
    const change = await parseBody(c, changeSchema);
    await setAutonomy(openSpine(c.env), { ...change, by: c.var.person.id });
    return c.json({ kind: "set" });
  })
  .get("/promotions", requireRole("viewer"), async (c) => {
    const { limit, before } = parsePage(c.req.query());
    const rows = await listPromotions(openSpine(c.env).db, limit, before);
    return c.json({
      promotions: rows.map(({ createdAt, decidedAt, ...row }) => ({
        ...row,
        createdAt: iso(createdAt),
        decidedAt: isoOrNull(decidedAt),
      })),
      nextCursor: nextCursor(rows, limit, (row) => ({ at: row.createdAt, id: row.id })),
    });
  })
  .post("/promotions/:id/decision", requireRole("operator"), async (c) => {
    const { decision, reason } = await parseBody(c, promotionSchema);
    const refusal = await decidePromotion(openSpine(c.env), {
      id: c.req.param("id"),
      decision,
      reason,
      by: c.var.person.id,
    });
    if (refusal !== null) throw new SignalboxError("conflict", refusal);
    return c.json({ kind: decision });
  });
