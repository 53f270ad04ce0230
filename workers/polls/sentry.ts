import { z } from "zod";
import { mapAnswer } from "../../shared/integrations/call.ts";
import { sentryClient, type SentryIssue } from "../../shared/integrations/sentry/client.ts";
import { newIssueName, reportOfIssue } from "../../shared/jobs/bug-fix/sources/sentry/map.ts";
import { storedCheckpoint } from "../../shared/jobs/project-watch/sources/stored-checkpoint.ts";
import type { NewSignal } from "../../shared/domain/signal.ts";
import type { Settings } from "../../shared/spine/settings.ts";
import type { PollSource } from "./poll-source.ts";

/** What is known of the issues of a project, by id: the power of ten of their events, and whether they had come back. */
const checkpointSchema = z.object({
  issues: z.record(z.string(), z.object({ power: z.number(), back: z.boolean() })),
});
type Checkpoint = z.infer<typeof checkpointSchema>;

/** So many issues are remembered, those of the newest looks. */
const rememberedMost = 500;
/** From so many events on their number weighs no more. */
const highestPower = 3;

/**
 * The unresolved issues of the projects that the rules name: one that is new, one that has come back, and one that has grown tenfold,
 * for an alert may have spoken of it. Later ones about the same issue are linked to the first, as it is with webhooks.
 */
export const sentry: PollSource = {
  service: "sentry",
  places: ({ settings: { SENTRY_ORG, SENTRY_AUTH_TOKEN, RULES } }) => {
    if (SENTRY_ORG === undefined || SENTRY_AUTH_TOKEN === undefined) return [];
    const named = Object.values(RULES.repositories).flatMap(({ sentryProjects }) => sentryProjects);
    return [...new Set(named)].map((name) => ({ name, isOpen: true }));
  },
  ask: async (spine, { place, checkpoint, since }) => {
    const before = storedCheckpoint(checkpointSchema, checkpoint);
    return mapAnswer(await sentryClient(spine).unresolved(place), (issues) => ({
      read: (settings: Settings) => issues.flatMap((issue) => newsOf(issue, before, since, settings)),
      checkpoint: JSON.stringify(after(before, issues)),
      more: false,
    }));
  },
};

function newsOf(
  issue: SentryIssue,
  before: Checkpoint | null,
  since: number,
  { RULES: rules, SENTRY_ORG: organization }: Settings,
): NewSignal[] {
  const name = whatIsNew(issue, before, since);
  if (name === null) return [];
  const { id, title, culprit, level, status, project, events, users, firstSeen, lastSeen, url } = issue;
  const { report, dropReason } = reportOfIssue(
    name === newIssueName(id) ? "created" : "unresolved",
    {
      id,
      title,
      culprit,
      level,
      status,
      project: { slug: project },
      count: events,
      userCount: users,
      firstSeen,
      lastSeen,
      web_url: url,
    },
    { rules, organization },
  );
  return [{ id: name, kind: "sentry.issue", provenance: "external", body: report, dropReason }];
}

/** What a look finds new of an issue, as the signal's id; null: nothing. */
function whatIsNew(issue: SentryIssue, before: Checkpoint | null, since: number): string | null {
  if (Date.parse(issue.firstSeen) >= since && before?.issues[issue.id] === undefined)
    return newIssueName(issue.id);
  // What was there before anybody looked is known from the first look on.
  if (before === null) return null;
  const known = before.issues[issue.id];
  if (isBack(issue) && known?.back !== true) return `sentry:issue:${issue.id}:unresolved:${issue.lastSeen}`;
  const power = powerOf(issue);
  return known !== undefined && power > known.power ? `sentry:issue:${issue.id}:events:${10 ** power}` : null;
}

function after(before: Checkpoint | null, issues: readonly SentryIssue[]): Checkpoint {
  const now = issues.map((issue) => [issue.id, { power: powerOf(issue), back: isBack(issue) }] as const);
  const rest = Object.entries(before?.issues ?? {}).filter(([id]) => !now.some(([seen]) => seen === id));
  return { issues: Object.fromEntries([...now, ...rest].slice(0, rememberedMost)) };
}

function powerOf({ events }: SentryIssue): number {
  return Math.min(highestPower, Math.floor(Math.log10(Math.max(1, events))));
}

const isBack = ({ substatus }: SentryIssue): boolean => substatus === "regressed";
