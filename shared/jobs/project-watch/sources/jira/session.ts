import { itemOf } from "../../../../integrations/jira/map-item.ts";
import type { JiraReader } from "../../../../integrations/jira/reader.ts";
import type { WatchedProject } from "../../../../integrations/jira/watched.ts";
import type { WatchItem, WatchSignal } from "../../../../domain/watch/watch-signal.ts";
import type { Ground } from "../../../../spine/ground.ts";
import type { Delta, Health, SourceSession } from "../signal-source.ts";
import { signalsSince } from "./changes.ts";
import { overlapMs, readCheckpoint, writeCheckpoint } from "./checkpoint.ts";
import { failure } from "./failure.ts";
import { learnSite } from "./learn-site.ts";
import { reconcile } from "./reconcile.ts";
import { walk } from "./walk.ts";
import { wholeOf } from "./whole.ts";

/** What of an issue is read, besides the site's own fields. */
const fieldNames = [
  "summary",
  "description",
  "status",
  "issuetype",
  "priority",
  "assignee",
  "creator",
  "reporter",
  "project",
  "duedate",
  "created",
  "updated",
  "issuelinks",
  "comment",
];

/** A project's line to Jira. @param key Jira's key of the project. */
export function jiraSession(
  { now }: Pick<Ground, "now">,
  reader: JiraReader,
  project: string,
  key: string,
): SourceSession {
  const failed = (outcome: Parameters<typeof failure>[0]) => failure(outcome, project, key);

  let latest: string | null = null;
  const fresh = new Set<string>();

  const fetchDelta = async (text: string | null, since: number): Promise<Delta> => {
    const began = now();
    const last = readCheckpoint(text);
    const learnt = await learnSite(reader, last?.site ?? null, began);
    if (learnt.kind !== "answered") return failed(learnt);
    const site = learnt.value;
    const { fields } = site;
    const watched: WatchedProject = { project, key, root: reader.root, fields };
    const from = last === null ? since : last.at - overlapMs;
    const wanted = [...fieldNames, ...Object.values(fields).flat()];
    const walked = await walk(reader, jqlOf(key, began - from), wanted, from + overlapMs);
    if (walked.kind === "unanswered") return failed(walked.outcome);

    const signals: WatchSignal[] = [];
    const items: WatchItem[] = [];
    const seen = new Map(Object.entries(last?.seen ?? {}));
    const updates = new Map(Object.entries(last?.issues ?? {}));
    for (const issue of walked.issues) {
      if (issue.fields.updated === updates.get(issue.id)) continue;
      const whole = await wholeOf(reader, issue, from, site.me);
      if (whole.kind === "unanswered") return failed(whole.outcome);
      signals.push(...signalsSince(issue, whole, watched, from));
      items.push(itemOf(issue, watched));
      fresh.add(issue.id);
    }
    const news = signals.filter(({ id }) => !seen.has(id)).toSorted((a, b) => a.at - b.at);
    const complete = walked.through === null && walked.settled;
    // Where there is more, the next look goes on from what this one is sure of.
    const at = complete ? began : walked.settled ? (walked.through ?? from) : (last?.at ?? since);
    latest = writeCheckpoint(
      { at, site },
      [...seen, ...signals.map((one) => [one.id, one.at] as const)],
      walked.issues.map(({ id, fields: { updated } }) => [id, updated]),
    );
    const isLost = text !== null && last === null;
    return {
      kind: "delta",
      signals: news,
      items,
      checkpoint: latest,
      more: !complete,
      note: isLost ? "where Jira had been read to could not be made out: it was read anew" : null,
    };
  };

  return {
    fetchDelta,
    healthCheck: async (): Promise<Health> => {
      const me = await reader.myself();
      if (me.kind !== "answered") return { ok: false, detail: failed(me).error };
      const seen = await reader.project(key);
      if (seen.kind !== "answered") return { ok: false, detail: failed(seen).error };
      return { ok: true, detail: `${me.value.displayName} sees ${seen.value.name} (${key})` };
    },
    reconcile: async (known) =>
      reconcile({ now, reader, project, key, latest, fresh, wanted: fieldNames }, known),
  };
}

/** Minutes back from the present moment: a date would be read in the time zone of the account. */
function jqlOf(key: string, spanMs: number): string {
  const minutes = Math.max(1, Math.ceil(spanMs / 60_000) + 1);
  return `project = ${key} AND updated >= -${minutes}m ORDER BY updated ASC`;
}
