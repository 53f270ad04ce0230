import { and, eq, gt, sql } from "drizzle-orm";
import { autonomyLevels, promotions } from "../db/schema.ts";
import {
  type AutonomyLevel,
  demotionFor,
  levelNames,
  promotionFor,
  readingKind,
} from "../domain/autonomy.ts";
import { code, mrkdwn } from "../integrations/slack/mrkdwn.ts";
import type { LedgerEntry } from "../domain/ledger.ts";
import { boundaryOf, governedKinds } from "../policy/boundaries.ts";
import { announce } from "./announce.ts";
import type { Spine } from "./context.ts";
import { describeEvidence, projectsWithLevels, readTrust, type Standing, type Trust } from "./evidence.ts";
import { hit, record } from "./record.ts";
import { promotionRules, stepUp, wholeProject } from "./step-up.ts";
import { tellBoard } from "./tell-board.ts";

/** Where a project, or one kind in it, stands now. */
export async function standingOf(spine: Spine, project: string, kind: string): Promise<Standing> {
  return (await readTrust(spine, [project])).standingOf(project, kind);
}

/**
 * Takes autonomy away from a kind when its last actions ended badly, from a whole project when its signals were read wrong,
 * and says so. Evidence counts once.
 */
export async function reviewAutonomy(spine: Spine, project: string, kind: string): Promise<void> {
  await takeAway(spine, await readTrust(spine, [project]), project, kind);
}

/** True when a level was lowered. */
async function takeAway(spine: Spine, trust: Trust, project: string, kind: string): Promise<boolean> {
  const { verdict } = boundaryOf(kind);
  if (kind !== wholeProject && verdict !== "auto" && verdict !== "hold") return false;
  const now = spine.now();
  const standing = trust.standingOf(project, kind);
  const past = trust.pastOf(project, [kind === wholeProject ? readingKind : kind]);
  const demotion = demotionFor(standing.level, past, standing.since, spine.settings.RULES.demotion, now);
  if (demotion === null) return false;
  const lowered = await writeLevel(
    spine,
    { project, kind, level: demotion.to, by: "signalbox", reason: demotion.reason, onlyIfAbove: true },
    { type: "autonomy.lowered", from: standing.level },
  );
  const [last] = past;
  if (!lowered || !last) return lowered;
  await announce(
    spine,
    last.taskId,
    `lowered-${project}-${kind}-${now}`,
    mrkdwn`:arrow_down: ${kind === wholeProject ? mrkdwn`*The project ${project}*` : mrkdwn`*${kind}* in ${project}`} falls from level ${standing.level} to ${demotion.to} (${levelNames[demotion.to]}): ${demotion.reason}. From now on a person decides where it acted by itself.`,
  );
  return true;
}

/**
 * Looks at all levels, once a day: takes away what a crash has kept from being taken away at once, and proposes, to
 * people, whatever promotion the evidence speaks for.
 */
export async function reviewAllAutonomy(spine: Spine): Promise<void> {
  const projects = await projectsWithLevels(spine);
  const before = await readTrust(spine, projects);
  let lowered = false;
  for (const project of projects)
    for (const kind of [wholeProject, ...governedKinds])
      lowered = (await takeAway(spine, before, project, kind)) || lowered;
  const trust = lowered ? await readTrust(spine, projects) : before;
  for (const project of projects)
    for (const kind of [wholeProject, ...trust.cappedIn(project)])
      await proposePromotion(spine, trust, project, kind);
}

async function proposePromotion(spine: Spine, trust: Trust, project: string, kind: string): Promise<void> {
  const { standing, evidence } = trust.evidenceFor(project, kind);
  const ceiling = kind === wholeProject ? 3 : standing.autonomy.project;
  const to = promotionFor(standing.level, evidence, promotionRules(spine, kind));
  if (to === null || to > ceiling) return;
  const [last] = trust.pastOf(project, stepUp(kind, standing.level).earnedBy);
  if (!last) return;
  const at = spine.now();
  const id = `promotion-${project}-${kind === wholeProject ? "all" : kind}-${at}`;
  const row = {
    id,
    project,
    kind,
    fromLevel: standing.level,
    toLevel: to,
    evidence,
    status: "pending" as const,
    createdAt: at,
  };
  const what = kind === wholeProject ? `the project ${project}` : `${kind} in ${project}`;
  const shown = describeEvidence(evidence, kind, standing.level);
  const mine = sql`EXISTS (SELECT 1 FROM ${promotions} WHERE ${eq(promotions.id, id)})`;
  const [inserted] = await record(
    spine,
    [autonomyFact(id, at, "autonomy.proposed", `${what} could rise to level ${to}: ${shown}`, { ...row })],
    [spine.db.insert(promotions).values(row).onConflictDoNothing().returning({ id: promotions.id })],
    mine,
  );
  if (!hit(inserted)) return;
  await announce(
    spine,
    last.taskId,
    id,
    mrkdwn`:arrow_up: ${what} has earned a proposal for level ${to} (${levelNames[to]}): ${shown}. An operator ratifies or declines it: ${code(`/signalbox ratify ${id}`)}.`,
  );
}

export interface PromotionDecision {
  id: string;
  decision: "ratified" | "declined";
  by: string;
  reason: string | null;
}

/** An operator's word on a promotion. Null when it counted, else why not. The door has checked the role. */
export async function decidePromotion(spine: Spine, request: PromotionDecision): Promise<string | null> {
  const { id, decision, by, reason } = request;
  const row = await spine.db.select().from(promotions).where(eq(promotions.id, id)).get();
  if (!row) return "there is no such promotion";
  if (row.status !== "pending") return `it is already ${row.status}`;
  const { project, kind, fromLevel, toLevel } = row;
  const { level } = await standingOf(spine, project, kind);
  const status = level === fromLevel ? decision : "stale";
  const at = spine.now();
  const settled = await spine.db
    .update(promotions)
    .set({ status, decidedBy: by, decidedAt: at, reason })
    .where(and(eq(promotions.id, id), eq(promotions.status, "pending")))
    .returning({ id: promotions.id });
  if (!hit(settled)) return "somebody else was faster";
  // Of a lapse there is no fact.
  tellBoard(spine.env);
  if (status === "stale") return `it is at level ${level} now, so the proposal has lapsed`;
  if (decision === "declined") {
    await record(spine, [
      autonomyFact(
        `${id}/declined`,
        at,
        "autonomy.declined",
        `${by} declined level ${toLevel} for ${kind} in ${project}`,
        {
          promotion: id,
          by,
          reason,
        },
      ),
    ]);
    return null;
  }
  const why = reason ?? describeEvidence(row.evidence, kind, fromLevel);
  await writeLevel(
    spine,
    { project, kind, level: toLevel, by, reason: why, onlyIfAbove: false },
    { type: "autonomy.raised", from: level, promotion: id },
  );
  return null;
}

/** Sets a level by a person's hand, up or down. */
export async function setAutonomy(
  spine: Spine,
  change: { project: string; kind: string; level: AutonomyLevel; by: string; reason: string },
): Promise<void> {
  const { level: from } = await standingOf(spine, change.project, change.kind);
  await writeLevel(
    spine,
    { ...change, onlyIfAbove: false },
    { type: change.level < from ? "autonomy.lowered" : "autonomy.raised", from },
  );
}

async function writeLevel(
  spine: Spine,
  change: {
    project: string;
    kind: string;
    level: AutonomyLevel;
    by: string;
    reason: string;
    onlyIfAbove: boolean;
  },
  told: { type: "autonomy.lowered" | "autonomy.raised"; from: AutonomyLevel; promotion?: string },
): Promise<boolean> {
  const { onlyIfAbove, ...values } = change;
  const at = spine.now();
  const row = { ...values, since: at };
  const written = sql`EXISTS (SELECT 1 FROM ${autonomyLevels} WHERE ${and(
    eq(autonomyLevels.project, change.project),
    eq(autonomyLevels.kind, change.kind),
    eq(autonomyLevels.since, at),
    eq(autonomyLevels.level, change.level),
  )})`;
  const [result] = await record(
    spine,
    [
      autonomyFact(
        `autonomy/${change.project}/${change.kind}/${at}`,
        at,
        told.type,
        `${change.kind === wholeProject ? "all" : change.kind} in ${change.project}: level ${told.from} → ${change.level} by ${change.by} (${change.reason})`,
        { ...row, from: told.from, ...(told.promotion ? { promotion: told.promotion } : {}) },
      ),
    ],
    [
      spine.db
        .insert(autonomyLevels)
        .values(row)
        .onConflictDoUpdate({
          target: [autonomyLevels.project, autonomyLevels.kind],
          set: row,
          ...(onlyIfAbove ? { setWhere: gt(autonomyLevels.level, change.level) } : {}),
        })
        .returning({ level: autonomyLevels.level }),
    ],
    written,
  );
  return hit(result);
}

function autonomyFact(
  id: string,
  at: number,
  type: LedgerEntry["type"],
  summary: string,
  data: Record<string, unknown>,
): LedgerEntry {
  return { id, at, taskId: null, type, summary, data };
}
