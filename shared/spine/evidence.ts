import { gt } from "drizzle-orm";
import { trustRecords, type TrustRecords } from "../db/autonomy.ts";
import { watches } from "../db/schema.ts";
import {
  type Autonomy,
  type AutonomyLevel,
  effectiveLevel,
  type Evidence,
  evidenceOf,
  type PastOutcome,
} from "../domain/autonomy.ts";
import { boundaryOf, governedKinds } from "../policy/boundaries.ts";
import { projectNames, projectRules } from "../policy/rules.ts";
import type { Spine } from "./context.ts";
import { countedKinds, stepUp, wholeProject } from "./step-up.ts";

export interface Standing {
  autonomy: Autonomy;
  level: AutonomyLevel;
  /** When the level began; 0 for the rules' own. */
  since: number;
}

/** What is known of how some projects, and kinds in them, have done. */
export interface Trust {
  standingOf(project: string, kind: string): Standing;
  /** Kinds that have a level of their own in a project, or begin with one and have been done there. */
  cappedIn(project: string): string[];
  /** How what counts for a kind ended lately, newest first. */
  pastOf(project: string, kinds: readonly string[]): (PastOutcome & { taskId: string })[];
  /** How a project or a kind has done since its level began, or since people last said "not yet". */
  evidenceFor(project: string, kind: string): { standing: Standing; evidence: Evidence };
}

/** The projects of the rules, and whatever else is watched. */
export async function projectsWithLevels({ db, settings }: Spine): Promise<string[]> {
  const watched = await db.select({ project: watches.project }).from(watches).where(gt(watches.project, ""));
  return [...new Set([...projectNames(settings.RULES), ...watched.map(({ project }) => project)])];
}

/** Reads what is known of some projects, in one round trip for all of them. */
export async function readTrust(spine: Spine, projects: readonly string[]): Promise<Trust> {
  const now = spine.now();
  const records = await trustRecords(spine.db, projects, [...governedKinds, ...countedKinds], now);
  const levelOf = (project: string, kind: string) =>
    records.levels.find((row) => row.project === project && row.kind === kind);
  const ended = Map.groupBy(records.past, ({ project }) => project);
  const trust: Trust = {
    standingOf: (project, kind) => {
      const whole = levelOf(project, wholeProject);
      const own = kind === wholeProject ? undefined : levelOf(project, kind);
      const autonomy: Autonomy = {
        project: whole?.level ?? projectRules(spine.settings.RULES, project).autonomy,
        kind: own?.level ?? boundaryOf(kind).startLevel,
      };
      const since = Math.max(whole?.since ?? 0, own?.since ?? 0);
      return { autonomy, level: effectiveLevel(autonomy), since };
    },
    cappedIn: (project) => [
      ...new Set([
        ...records.levels.flatMap((row) =>
          row.project === project && row.kind !== wholeProject ? [row.kind] : [],
        ),
        // Of what begins below its project, only what has been done there can have earned anything.
        ...(ended.get(project) ?? []).flatMap(({ kind }) =>
          boundaryOf(kind).startLevel === null ? [] : [kind],
        ),
      ]),
    ],
    pastOf: (project, kinds) => ended.get(project)?.filter(({ kind }) => kinds.includes(kind)) ?? [],
    evidenceFor: (project, kind) => {
      const standing = trust.standingOf(project, kind);
      const { since, began, until } = spanOf(records, project, kind, standing, now);
      const step = stepUp(kind, standing.level);
      return { standing, evidence: evidenceOf(ended.get(project) ?? [], step, since, began, until) };
    },
  };
  return trust;
}

/** The days that count. Monitoring has days of its own: from when the watch began to when it last looked. */
function spanOf(
  { declined, watched }: TrustRecords,
  project: string,
  kind: string,
  standing: Standing,
  now: number,
): { since: number; began: number | null; until: number } {
  const said = declined.find((row) => row.project === project && row.kind === kind);
  const since = Math.max(standing.since, said?.at ?? 0);
  if (stepUp(kind, standing.level).name !== "readings") return { since, began: null, until: now };
  const watch = watched.find((row) => row.project === project);
  const until = Math.min(now, watch?.cycleAt ?? 0);
  return { since, began: watch?.createdAt ?? until, until };
}

/** Evidence in plain words. */
export function describeEvidence(evidence: Evidence, kind: string, level: AutonomyLevel): string {
  const { consecutiveDays, accepted, corrected, rejected, reverted, reviewedMessages } = evidence;
  const days = `${consecutiveDays} clean days`;
  if (stepUp(kind, level).name === "readings")
    return `${days} of watching, ${accepted} readings that people found right, ${corrected} wrong`;
  const ended = `${days}, ${accepted} accepted, ${corrected} corrected, ${rejected} rejected, ${reverted} reverted`;
  return reviewedMessages === 0 ? ended : `${ended}, ${reviewedMessages} reviewed messages`;
}
