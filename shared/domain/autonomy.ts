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

/** What people say of how a signal was read is an ending like an action's; this stands in the place of its kind. */
export const readingKind = "signal_classification";

/** How what counts for a step up ended since a level began. Times are epoch milliseconds. */
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
  kind: string;
  outcome: Outcome;
  at: number;
  /** True when a person looked at the action before it happened. */
  reviewed: boolean;
}

/** What a step is earned with: readings that people found right, artefacts that nobody had to correct, or a kind's own endings. */
export const stepNames = ["readings", "artefacts", "endings"] as const;

/** What a step up is earned by: each has evidence of its own, and what else went well says nothing of it. */
export interface Step {
  name: (typeof stepNames)[number];
  /** Kinds whose good endings count. */
  earnedBy: readonly string[];
  /** Kinds whose bad endings start the days over. */
  spoiltBy: readonly string[];
  /** Kinds that are messages to people. */
  messages: readonly string[];
}

const dayMs = 24 * 60 * 60_000;

/**
 * Counts what happened since a level began. A bad ending starts the days over; so does the level's own beginning.
 * @param began when the work began whose days are counted; null: with the first ending that counts.
 */
export function evidenceOf(
  past: readonly PastOutcome[],
  step: Step,
  since: number,
  began: number | null,
  now: number,
): Evidence {
  const lately = past.filter((one) => one.at >= since);
  const earned = lately.filter(({ kind }) => step.earnedBy.includes(kind));
  const bad = lately.filter(({ kind, outcome }) => step.spoiltBy.includes(kind) && isBad(outcome));
  const cleanSince = Math.max(since, ...bad.map((one) => one.at));
  const first = began ?? earned.reduce((earliest, one) => Math.min(earliest, one.at), now);
  const badly = (outcome: Outcome): number => bad.filter((one) => one.outcome === outcome).length;
  return {
    since,
    consecutiveDays: Math.max(0, Math.floor((now - Math.max(cleanSince, first)) / dayMs)),
    accepted: earned.filter(({ outcome }) => outcome === "accepted").length,
    corrected: badly("corrected"),
    rejected: badly("rejected"),
    reverted: badly("reverted"),
    reviewedMessages: lately.filter(
      ({ kind, outcome, reviewed }) => outcome === "accepted" && reviewed && step.messages.includes(kind),
    ).length,
  };
}

function isBad(outcome: Outcome): boolean {
  return outcome !== "accepted" && outcome !== "failed";
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
  corrected: number;
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
  for (const outcome of ["reverted", "rejected", "corrected"] as const) {
    const count = recent.filter((one) => one.outcome === outcome).length;
    if (count >= rule[outcome])
      return { to, reason: `${count} ${outcome} within ${rule.days} days (the limit is ${rule[outcome]})` };
  }
  return null;
}
