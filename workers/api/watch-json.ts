import type { WatchProposalRow, WatchSignalRow } from "../../shared/db/schema.ts";
import { levelNames } from "../../shared/domain/autonomy.ts";
import type { TaskStatus } from "../../shared/domain/task-status.ts";
import type { WatchSummary } from "../../shared/jobs/project-watch/summary.ts";
import { redact } from "../../shared/platform/redact.ts";
import { iso, isoOrNull } from "./times.ts";

/** A watch as it is shown. */
export function summaryView({ sources, ...summary }: WatchSummary) {
  return {
    ...summary,
    levelName: levelNames[summary.level],
    why: redactOrNull(summary.why),
    cycleAt: isoOrNull(summary.cycleAt),
    dueAt: isoOrNull(summary.dueAt),
    changeAt: isoOrNull(summary.changeAt),
    sources: sources.map((source) => ({
      ...source,
      error: redactOrNull(source.error),
      okAt: isoOrNull(source.okAt),
      watermark: isoOrNull(source.watermark),
    })),
  };
}

/** A signal of the feed, without personal data: what strangers and models wrote of it is told like facts. */
export function feedView(row: WatchSignalRow) {
  const { id, source, type, item, url, provenance, state, taskId } = row;
  const { importance, category, review, reviewedBy } = row;
  return {
    id,
    source,
    type,
    item,
    url,
    provenance,
    state,
    taskId,
    importance,
    category,
    review,
    reviewedBy,
    title: redact(row.title),
    author: redact(row.author),
    reason: redactOrNull(row.reason),
    why: redactOrNull(row.why),
    flag: redactOrNull(row.flag),
    facts: row.facts?.map((one) => ({ ...one, text: redact(one.text), quote: redact(one.quote) })) ?? null,
    at: iso(row.at),
    receivedAt: iso(row.receivedAt),
  };
}

/** What the watch has wanted to do, without personal data. */
export function proposalView(row: WatchProposalRow, errandStatus: TaskStatus | null) {
  const { id, taskId, kind, sources, item, state, errandTaskId } = row;
  return {
    id,
    taskId,
    kind,
    sources,
    item,
    state,
    errandTaskId,
    errandStatus,
    title: redact(row.title),
    why: redact(row.why),
    reason: redactOrNull(row.reason),
    at: iso(row.at),
  };
}

function redactOrNull(text: string | null): string | null {
  return text === null ? null : redact(text);
}
