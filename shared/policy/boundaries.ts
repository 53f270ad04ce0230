import { type Boundary, type Risk, risks } from "../domain/boundary.ts";

const minutes = 60_000;

const usual: Boundary = {
  // What nobody has thought of is nobody's to propose by hand.
  proposedBy: "jobs",
  verdict: "approval",
  byRule: false,
  windowMs: 0,
  outward: false,
  risk: "medium",
  level: 1,
  startLevel: null,
  sources: 1,
  precedent: "clean",
  precedentOf: "target",
  microUsd: 0,
};

/** Telling the team is how everything else asks, so neither level nor precedent may keep it from happening. */
const telling = { verdict: "auto", risk: "low", precedent: "any", sources: 0 } as const;
const people = { proposedBy: "people" } as const;
/** Resend's price for one mail (20 dollars for 50,000). */
const mail = { outward: true, microUsd: 400 } as const;
/**
 * Seen by the world: asked for until people have raised its level, for which it has gone well often enough; and even then
 * there is time to say no.
 */
const published = {
  outward: true,
  verdict: "hold",
  windowMs: 30 * minutes,
  level: 3,
  startLevel: 2,
  precedent: "proven",
  precedentOf: "kind",
} as const;
const never = { verdict: "forbidden", risk: "high" } as const;

/** One row a kind. A kind that has no row is forbidden. */
export const boundaries = {
  heartbeat_log: { ...usual, ...telling },
  notification_internal: { ...usual, ...people, ...telling },
  /** The draft that shows a plan, and its words: how the crew asks where the code is. People see to what is merged. */
  pull_request_draft: { ...usual, verdict: "auto", risk: "low", precedent: "any" },
  pull_request_ready: { ...usual, verdict: "auto", risk: "low", precedent: "any" },
  github_comment: { ...usual, ...telling },
  /** Undone by the next event; a person has merged the fix before. */
  sentry_resolve: { ...usual, verdict: "auto", risk: "low", precedent: "any" },
  artefact_update: { ...usual, verdict: "auto", risk: "low", level: 2 },
  jira_comment: {
    ...usual,
    ...people,
    verdict: "auto",
    outward: true,
    risk: "low",
    level: 3,
    precedent: "proven",
  },
  /** To people of the team alone, so it tells like a message in Slack does. */
  email_internal: { ...usual, ...people, ...telling, microUsd: mail.microUsd },
  email_stakeholder: { ...usual, ...people, ...mail, verdict: "hold", windowMs: 30 * minutes, level: 3 },
  jira_status_change: { ...usual, ...people, verdict: "hold", windowMs: 5 * minutes, level: 3 },
  email_external: { ...usual, ...people, ...mail, risk: "high" },
  jira_create_ticket: { ...usual, ...people },
  /** A task's own ticket: a rule of the project says yes to all of them, and code writes their words. */
  ticket_open: { ...usual, ...telling },
  ticket_note: { ...usual, ...telling },
  ticket_link: { ...usual, ...telling },
  ticket_move: { ...usual, ...telling },
  scope_change: { ...usual, ...people, risk: "high" },
  milestone_change: { ...usual, ...people, risk: "high" },
  blog_publish: { ...usual, ...people, ...published },
  blog_correct: { ...usual, ...people, ...published },
  /** Taken from readers, and from whoever links to it. */
  blog_unpublish: { ...usual, ...people, outward: true, risk: "high" },
  bluesky_post: { ...usual, ...people, ...published },
  linkedin_post: { ...usual, ...people, ...published },
  threads_post: { ...usual, ...people, ...published },
  gist_publish: { ...usual, ...people, ...published },
  /** An answer to a mail that came in, in its thread. */
  email_reply: { ...usual, ...published },
  /** Seen by the team alone, but it speaks for whoever asked for it. */
  slack_report: { ...usual, ...people },
  /** In a thread in which people from outside may read along. */
  slack_reply: { ...usual, ...published },
  code_execute: { ...usual, risk: "high" },
  code_protected: { ...usual, risk: "high" },
  /** What is to be built of a customer's documents, and how: all that is done for it later is held against this yes. */
  delivery_plan: { ...usual, risk: "high" },
  /** What follows from that yes, for which nobody is asked again: the plan's template, and its stories on branches of their own. */
  foundation_lay: { ...usual, verdict: "auto", precedent: "any", sources: 0 },
  story_execute: { ...usual, verdict: "auto", precedent: "any", sources: 0 },
  /** Under an organisation's name, and perhaps for the world to see. */
  repository_create: { ...usual, ...people, outward: true },
  /** What was said among people, to those who were there: somebody reads it before. */
  meeting_notes: { ...usual, ...mail },
  pull_request_merge: { ...usual, ...people, byRule: true, outward: true, risk: "high" },
  /** It records people, and costs by the hour. */
  meeting_bot: { ...usual, ...people, outward: true, risk: "high", microUsd: 650_000 },
  /** Takes nothing from anybody but what would have been recorded. */
  meeting_bot_cancel: { ...usual, ...people, verdict: "auto", risk: "low", precedent: "any" },
  /** A text of ours goes to another service, and every character costs. */
  voice_report: { ...usual, ...people, outward: true, microUsd: 1_000_000 },
  /** A text of ours goes to another service, which talks of it to whoever joins, and every minute costs. */
  avatar_session: { ...usual, ...people, outward: true, risk: "high", microUsd: 12_000_000 },
  /** Takes nothing from anybody but minutes that would have been charged. */
  avatar_stop: { ...usual, ...people, verdict: "auto", risk: "low", precedent: "any" },
  delete_data: { ...usual, ...never },
  share_confidential: { ...usual, ...never, outward: true },
  modify_integration_config: { ...usual, ...never },
  change_own_autonomy_level: { ...usual, ...never },
} as const satisfies Record<string, Boundary>;

export type ActionKind = keyof typeof boundaries;

/** The kinds that may have code to apply them: all but the forbidden ones. */
export type ApplicableKind = {
  [K in ActionKind]: (typeof boundaries)[K]["verdict"] extends "forbidden" ? never : K;
}[ActionKind];

/** All kinds that have a row. */
export const actionKindNames: readonly string[] = Object.keys(boundaries);

export function isActionKind(kind: string): kind is ActionKind {
  return Object.hasOwn(boundaries, kind);
}

export function boundaryOf(kind: string): Boundary {
  return isActionKind(kind) ? boundaries[kind] : { ...usual, ...never };
}

/** The kinds that people may propose; all others come from the jobs whose work leads to them. */
export const peoplesKinds = Object.keys(boundaries)
  .filter(isActionKind)
  .filter((kind) => boundaryOf(kind).proposedBy === "people");

/** The kinds whose freedom depends on a level of autonomy. */
export const governedKinds = Object.entries(boundaries).flatMap(([kind, row]) =>
  row.level > 1 ? [kind] : [],
);

/** The kinds that are messages to people outside the team. */
export const messageKinds = Object.entries(boundaries).flatMap(([kind, row]) =>
  row.outward && kind.startsWith("email_") ? [kind] : [],
);

/** A risk as a number that sorts. */
export function riskRank(risk: Risk): number {
  return risks.indexOf(risk) + 1;
}
