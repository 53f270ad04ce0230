import { type TaskState, taskWaitsFor } from "../../../../../shared/domain/task.ts";
import { isFinal, type TaskStatus } from "../../../../../shared/domain/task-status.ts";
import { facts } from "../../../../../shared/jobs/facts.ts";
import type { FactView } from "../../parts/fact/fact-view.ts";

/** How a task stands, by what was read and by what has been heard since. */
export interface Standing {
  status: TaskStatus;
  waitingFor: string | null;
}

type Read = FactView & { seq: number };

/**
 * All facts once, in their order: those that were read, then those that only the live agent has told of yet. The agent
 * keeps the newest only, and is sometimes behind what was read, so neither has them all.
 */
export function mergeTimeline(read: readonly Read[], live: TaskState | null): FactView[] {
  const known = new Set(read.map(({ id }) => id));
  const news = (live?.timeline ?? []).filter(({ id }) => !known.has(id));
  return [...read, ...news.map((one) => ({ ...one, at: new Date(one.at).toISOString() }))];
}

/** The newer of what was read and what was heard. */
export function standingOf(task: Standing, read: readonly Read[], live: TaskState | null): Standing {
  const isNewer = live !== null && live.seq > (read.at(-1)?.seq ?? 0);
  if (!isNewer) return { status: task.status, waitingFor: task.waitingFor };
  return { status: live.status, waitingFor: taskWaitsFor(live) };
}

/** The fact that ended the task; null while none has. What people say of it later is no part of it. */
export function endOf(timeline: readonly FactView[]): FactView | null {
  const end = timeline.find(({ type }) => {
    const { status } = facts[type];
    return status !== null && isFinal(status);
  });
  return end ?? null;
}

/** Milliseconds since the step before, for each step; null for the first. Steps recorded out of order took no time. */
export function gapsOf(timeline: readonly Pick<FactView, "at">[]): (number | null)[] {
  return timeline.map(({ at }, n) => {
    const before = timeline[n - 1];
    return before === undefined ? null : Math.max(0, Date.parse(at) - Date.parse(before.at));
  });
}
