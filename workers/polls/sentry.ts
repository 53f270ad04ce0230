import { z } from "zod";
import { mapAnswer } from "../../shared/integrations/call.ts";
import { sentryClient, type SentryIssue } from "../../shared/integrations/sentry/client.ts";
import { comebackOf, newIssueName, reportOfIssue } from "../../shared/jobs/bug-fix/sources/sentry/map.ts";
import { storedCheckpoint } from "../../shared/jobs/project-watch/sources/stored-checkpoint.ts";
import type { NewSignal } from "../../shared/domain/signal.ts";
import type { Settings } from "../../shared/spine/settings.ts";
import type { PollSource } from "./poll-source.ts";

/** What is known of the issues of a project, by id: the power of ten of their events, and whether they had come back. */
const checkpointSchema = z.object({
  issues: z.record(z.string(), z.object({ power: z.number(), back: z.boolean() })),
  /** When they were looked at, epoch milliseconds. */
  at: z.number().optional(),
});
type Checkpoint = z.infer<typeof checkpointSchema>;

/** So many issues are remembered, those of the newest looks. */
const rememberedMost = 500;
/** So many issues are listed at most. */
const listedMost = 100;
/** A webhook may have told of what came back a moment before a look that didn't see it yet. */
const overlapMs = 60_000;
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
    const now = spine.now();
    const before = storedCheckpoint(checkpointSchema, checkpoint);
    return mapAnswer(await sentryClient(spine).unresolved(place), (issues) => ({
      read: (settings: Settings) =>
        issues.flatMap((issue) => newsOf(issue, { before, since, now }, settings)),
      checkpoint: JSON.stringify(after(before, issues, now)),
      more: false,
    }));
  },
};

/** A look, with what was known before it; `since`: what was before is nobody's news. */
interface Look {
  before: Checkpoint | null;
  since: number;
  now: number;
}

function newsOf(
  issue: SentryIssue,
  look: Look,
  { RULES: rules, SENTRY_ORG: organization }: Settings,
): NewSignal[] {
  const name = whatIsNew(issue, look, 2 * rules.pollMinutes * 60_000);
  if (name === null) return [];
  const { id, title, culprit, level, status, project, events, users, firstSeen, lastSeen, url } = issue;
  const { report, dropReason } = reportOfIssue(
    name.id === newIssueName(id) ? "created" : "unresolved",
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
  return [{ ...name, kind: "sentry.issue", provenance: "external", body: report, dropReason }];
}

/** What a look finds new of an issue, as the signal is called; null: nothing. */
function whatIsNew(
  issue: SentryIssue,
  { before, since, now }: Look,
  usualMs: number,
): Pick<NewSignal, "id" | "unless"> | null {
  const { id, firstSeen, lastSeen } = issue;
  if (Date.parse(firstSeen) >= since && before?.issues[id] === undefined) return { id: newIssueName(id) };
  // What was there before anybody looked is known from the first look on.
  if (before === null) return null;
  const known = before.issues[id];
  // What has told of it since the look that didn't see it back has told of the same.
  const withinMs = before.at === undefined ? usualMs : now - before.at + overlapMs;
  if (isBack(issue) && known?.back !== true) return comebackOf(id, lastSeen, withinMs);
  const power = powerOf(issue);
  return known !== undefined && power > known.power
    ? { id: `sentry:issue:${id}:events:${10 ** power}` }
    : null;
}

function after(before: Checkpoint | null, issues: readonly SentryIssue[], at: number): Checkpoint {
  const now = issues.map((issue) => [issue.id, { power: powerOf(issue), back: isBack(issue) }] as const);
  // What isn't in a list of all is resolved: it may come back once more.
  const isAll = issues.length < listedMost;
  const rest = Object.entries(before?.issues ?? {})
    .filter(([id]) => !now.some(([seen]) => seen === id))
    .map(([id, known]) => [id, isAll ? { ...known, back: false } : known] as const);
  return { issues: Object.fromEntries([...now, ...rest].slice(0, rememberedMost)), at };
}

function powerOf({ events }: SentryIssue): number {
  return Math.min(highestPower, Math.floor(Math.log10(Math.max(1, events))));
}

const isBack = ({ substatus }: SentryIssue): boolean => substatus === "regressed";
