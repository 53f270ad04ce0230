import { autonomyEndpoints } from "../../shared/api/autonomy.ts";
import { listPromotions, promotionById } from "../../shared/db/autonomy.ts";
import { levelNames } from "../../shared/domain/autonomy.ts";
import { SignalboxError } from "../../shared/platform/errors.ts";
import { governedKinds } from "../../shared/policy/boundaries.ts";
import { decidePromotion, setAutonomy } from "../../shared/spine/autonomy.ts";
import { projectsWithLevels, readTrust } from "../../shared/spine/evidence.ts";
import { promotionRules, stepUp, wholeProject } from "../../shared/spine/step-up.ts";
import { assertTheirs } from "../../shared/spine/may-act.ts";
import { knownProject } from "./known.ts";
import { cursorOf, nextCursor } from "./page.ts";
import { serve, type Served } from "./serve.ts";
import { iso, isoOrNull } from "./times.ts";

/** Levels with their evidence, and people's word on them. */
export const autonomyApi = {
  list: serve(autonomyEndpoints.list, async ({ spine }) => {
    const projects = await projectsWithLevels(spine);
    const trust = await readTrust(spine, projects);
    const standings = projects.flatMap((project) =>
      [wholeProject, ...governedKinds].map((kind) => {
        const { standing, evidence } = trust.evidenceFor(project, kind);
        const { toArtefact, toTactical } = promotionRules(spine, kind);
        return {
          project,
          kind,
          level: standing.level,
          name: levelNames[standing.level],
          evidence: { ...evidence, since: evidence.since === 0 ? null : iso(evidence.since) },
          step: stepUp(kind, standing.level).name,
          needs: standing.level === 1 ? toArtefact : standing.level === 2 ? toTactical : null,
        };
      }),
    );
    return { standings };
  }),
  set: serve(autonomyEndpoints.set, async ({ spine, person, body }) => {
    knownProject(spine, body.project);
    assertTheirs(spine, person, body);
    await setAutonomy(spine, { ...body, by: person.id });
    return { kind: "set" as const };
  }),
  promotions: serve(autonomyEndpoints.promotions, async ({ spine, query: { limit, cursor } }) => {
    const rows = await listPromotions(spine.db, limit, cursorOf(cursor));
    return {
      promotions: rows.map(({ createdAt, decidedAt, ...row }) => ({
        ...row,
        createdAt: iso(createdAt),
        decidedAt: isoOrNull(decidedAt),
      })),
      nextCursor: nextCursor(rows, limit, (row) => ({ at: row.createdAt, id: row.id })),
    };
  }),
  decide: serve(autonomyEndpoints.decide, async ({ spine, person, params: { id }, body }) => {
    const promotion = await promotionById(spine.db, id);
    if (promotion) assertTheirs(spine, person, promotion);
    const refusal = await decidePromotion(spine, { id, ...body, by: person.id });
    if (refusal !== null) throw new SignalboxError("conflict", refusal);
    return { kind: body.decision };
  }),
} satisfies Record<keyof typeof autonomyEndpoints, Served>;
