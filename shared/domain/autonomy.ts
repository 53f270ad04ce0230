import type { Outcome } from "./outcome.ts";

/** 1 monitoring: watches and tells. 2 artefact: keeps documents too. 3 tactical: routine mail and Jira, mostly held. */
export const autonomyLevels = [1, 2, 3] as const;
export type AutonomyLevel = (typeof autonomyLevels)[number];

export const levelNames: Record<AutonomyLevel, string> = { 1: "monitoring", 2: "artefact", 3: "tactical" };

/** The level of a project, and the lower one of a kind that has lost trust (null: it has the project's). */
export interface Autonomy {
  project: AutonomyLevel;
  kind: AutonomyLevel | null;
}

export function effectiveLevel({ project, kind }: Autonomy): AutonomyLevel {
  return kind !== null && kind < project ? kind : project;
}

/** How actions ended since a level began. Times are epoch milliseconds. */
export interface Evidence {
  since: number;
  /** Whole days without anything corrected, rejected or reverted, up to now. */
  consecutiveDays: number;
  accepted: number;
  corrected: number;
  rejected: number;
  reverted: number;
  /** Messages to people that a person looked at and let go. */
  reviewedMessages: number;
}

export interface PastOutcome {
  outcome: Outcome;
  at: number;
  /** True when a person looked at the action before it happened. */
  reviewed: boolean;
  /** True for mail and the like. */
  message: boolean;
}

const dayMs = 24 * 60 * 60_000;

/** Counts what happened since a level began. A bad ending starts the days over; so does the level's own beginning. */
export function evidenceOf(past: readonly PastOutcome[], since: number, now: number): Evidence {
  const counted = past.filter((one) => one.at >= since);
  const bad = counted.filter((one) => one.outcome !== "accepted" && one.outcome !== "failed");
  const cleanSince = Math.max(since, ...bad.map((one) => one.at));
  const began = counted.reduce((first, one) => Math.min(first, one.at), now);
  const count = (outcome: Outcome): number => counted.filter((one) => one.outcome === outcome).length;
  return {
    since,
    consecutiveDays: Math.max(0, Math.floor((now - Math.max(cleanSince, began)) / dayMs)),
    accepted: count("accepted"),
    corrected: count("corrected"),
    rejected: count("rejected"),
    reverted: count("reverted"),
    reviewedMessages: counted.filter((one) => one.outcome === "accepted" && one.message && one.reviewed)
      .length,
  };
}

export interface PromotionRule {
  days: number;
  reviewedMessages: number;
  accepted: number;
}

/** What a level must have shown before the next one is proposed. */
export type PromotionRules = Record<"toArtefact" | "toTactical", PromotionRule>;

/** The level that the evidence speaks for: the next one up, or null. It is only ever proposed to a person. */
export function promotionFor(
  level: AutonomyLevel,
  evidence: Evidence,
  rules: PromotionRules,
): AutonomyLevel | null {
  if (level === 3) return null;
  const rule = level === 1 ? rules.toArtefact : rules.toTactical;
  const earned =
    evidence.consecutiveDays >= rule.days &&
    evidence.accepted >= rule.accepted &&
    evidence.reviewedMessages >= rule.reviewedMessages;
  return earned ? (level === 1 ? 2 : 3) : null;
}

export interface DemotionRule {
  days: number;
  rejected: number;
  reverted: number;
}

/** The lower level that bad endings of the last days lead to, with the reason; null when trust is kept. */
export function demotionFor(
  level: AutonomyLevel,
  past: readonly PastOutcome[],
  since: number,
  rule: DemotionRule,
  now: number,
): { to: AutonomyLevel; reason: string } | null {
  if (level === 1) return null;
  const recent = past.filter((one) => one.at >= since && one.at > now - rule.days * dayMs);
  const to = level === 3 ? 2 : 1;
  for (const outcome of ["reverted", "rejected"] as const) {
    const count = recent.filter((one) => one.outcome === outcome).length;
    if (count >= rule[outcome])
      return { to, reason: `${count} ${outcome} within ${rule.days} days (the limit is ${rule[outcome]})` };
  }
  return null;
}
