import { deletedSignal, historySignals, moveIn } from "../../../../integrations/jira/map.ts";
import { itemOf } from "../../../../integrations/jira/map-item.ts";
import type { JiraReader } from "../../../../integrations/jira/reader.ts";
import type { History, Ticket } from "../../../../integrations/jira/shapes.ts";
import { projectOf, type WatchedProject } from "../../../../integrations/jira/watched.ts";
import type { WatchItem, WatchSignal } from "../../../../domain/watch/watch-signal.ts";
import type { Delta } from "../signal-source.ts";
import { signalsSince } from "./changes.ts";
import { writeCheckpoint } from "./checkpoint.ts";
import { type Failed, failure } from "./failure.ts";
import { learnSite } from "./learn-site.ts";
import { everyone } from "./roll-call.ts";
import { wholeOf } from "./whole.ts";

/** How far back a ticket that no delta has told of is news, milliseconds. What is older is only taken down. */
const newsMs = 48 * 3_600_000;
/** So many that are gone are looked for at once, and so many that nobody knew are read; the rest is the next day's. */
const goneAtOnce = 50;
const unknownAtOnce = 500;
const idsASearch = 100;

export interface Reconciled {
  now: () => number;
  reader: JiraReader;
  project: string;
  key: string;
  /** The checkpoint of this session's delta. */
  latest: string | null;
  /** The issues that it has told of. */
  fresh: ReadonlySet<string>;
  /** The fields to read, besides the site's own. */
  wanted: readonly string[];
}

/**
 * Compares who is in the project with who is known. A search for changes never shows what was deleted or moved away; and
 * a ticket may come in with old dates, by an import.
 */
export async function reconcile(
  { now, reader, project, key, latest, fresh, wanted }: Reconciled,
  known: readonly WatchItem[],
): Promise<Extract<Delta, { kind: "delta" | "failed" }>> {
  const began = now();
  const failed = (outcome: Parameters<typeof failure>[0]) => failure(outcome, project, key);
  const learnt = await learnSite(reader, null, began);
  if (learnt.kind !== "answered") return failed(learnt);
  const site = learnt.value;
  const { fields } = site;
  const watched: WatchedProject = { project, key, root: reader.root, fields };
  const called = await everyone(reader, `project = ${key} ORDER BY key ASC`);
  if (called.kind === "unanswered") return failed(called.outcome);

  const there = new Set(called.issues.map(({ id }) => id));
  const here = known.filter(({ source, removed }) => source === "jira" && !removed);
  const missing = here.filter(({ nativeId }) => !there.has(nativeId));
  const ours = new Set(here.map(({ nativeId }) => nativeId));
  const strangers = called.issues.filter(({ id }) => !ours.has(id) && !fresh.has(id));
  const unknown = strangers.slice(0, unknownAtOnce);

  const signals: WatchSignal[] = [];
  const items: WatchItem[] = [];
  for (const item of missing.slice(0, goneAtOnce)) {
    const gone = await whereabouts(reader, watched, item, began, failed);
    if (gone.kind === "failed") return gone;
    if (gone.kind === "here") continue;
    signals.push(gone.signal);
    items.push({ ...item, removed: true, updatedAt: began });
  }
  for (let n = 0; n < unknown.length; n += idsASearch) {
    const ids = unknown.slice(n, n + idsASearch).map(({ id }) => id);
    const page = await reader.changed({
      jql: `id in (${ids.join(", ")})`,
      fields: [...wanted, ...Object.values(fields).flat()],
      maxResults: idsASearch,
      token: null,
    });
    if (page.kind !== "answered") return failed(page);
    for (const issue of page.value.issues) {
      const whole = await wholeOf(reader, issue, began - newsMs, site.me);
      if (whole.kind === "unanswered") return failed(whole.outcome);
      signals.push(...signalsSince(issue, whole, watched, began - newsMs));
      items.push(itemOf(issue, watched));
    }
  }
  return {
    kind: "delta",
    signals: signals.toSorted((a, b) => a.at - b.at),
    items,
    // It reads no further than a delta has: without one in this session, the next goes back a day.
    checkpoint: latest ?? writeCheckpoint({ at: began - 24 * 3_600_000, site }, [], []),
    more: missing.length > goneAtOnce || strangers.length > unknownAtOnce,
    note: null,
  };
}

type Whereabouts = { kind: "here" } | { kind: "gone"; signal: WatchSignal } | Failed;

/** What has become of a ticket that its project has no more. */
async function whereabouts(
  reader: JiraReader,
  watched: WatchedProject,
  { nativeId, key, title }: WatchItem,
  now: number,
  failed: (outcome: Parameters<typeof failure>[0]) => Failed,
): Promise<Whereabouts> {
  const known: Ticket = { id: nativeId, key, fields: { summary: title, description: null } };
  const seen = await reader.issue(nativeId);
  if (seen.kind === "refused" && seen.status === 404)
    return { kind: "gone", signal: deletedSignal(known, watched, now) };
  if (seen.kind !== "answered") return failed(seen);
  // The search may not know of it yet: it is there.
  if (projectOf(seen.value.key) === watched.key) return { kind: "here" };
  const departure = await departureOf(reader, nativeId, watched.key);
  if (departure.kind === "failed") return failed(departure.outcome);
  const [signal] = departure.entry ? historySignals(seen.value, watched, departure.entry) : [];
  return { kind: "gone", signal: signal ?? deletedSignal(known, watched, now) };
}

const entriesAPage = 100;

/** The entry of the changelog by which an issue left a project, the newest of them. */
async function departureOf(reader: JiraReader, id: string, key: string) {
  let entry: History | null = null;
  for (let start = 0; ; start += entriesAPage) {
    const page = await reader.changelog(id, start, entriesAPage);
    if (page.kind !== "answered") return { kind: "failed", outcome: page } as const;
    for (const one of page.value.values) {
      const move = moveIn(one);
      if (move !== null && projectOf(move.from) === key) entry = one;
    }
    if (page.value.values.length === 0 || start + entriesAPage >= page.value.total)
      return { kind: "found", entry } as const;
  }
}
