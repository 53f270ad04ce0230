import type { Phase } from "./phase.ts";
import type { LedgerEntry, SpecOf } from "./ledger.ts";
import { isFinal, type TaskStatus } from "./task-status.ts";

/** Who wants a task to end, and why. */
export interface Cancel {
  by: string;
  reason: string;
}

/** A cancel in words that follow "its task was". */
export function describeCancel({ by, reason }: Cancel): string {
  return `cancelled by ${by}: ${reason}`;
}

/** What an executor is at: the end of what its agent does and its commands write. Nothing of it is kept. */
export interface LiveWork {
  phase: Phase;
  /** Oldest first, at most 200. */
  lines: { phase: Phase; by: "agent" | "referee"; text: string }[];
}

/** A service that a task waits for: "waits for Slack, down since 14:02 UTC". */
export interface AwaitedService {
  service: string;
  words: string;
}

export interface TaskState {
  taskId: string;
  status: TaskStatus;
  /** What or whom the task waits for, in plain words; null while it works. */
  waitingFor: string | null;
  /** The service that it waits for besides; null: none. */
  awaits: AwaitedService | null;
  /** True when the workflow has said its last word too; until then the watchdog looks after it. */
  closed: boolean;
  /** Cursor into the ledger: the last fact that is folded in. */
  seq: number;
  /** The newest facts, oldest first, at most `timelineLength`. */
  timeline: LedgerEntry[];
  /** Null while no executor works. */
  live: LiveWork | null;
}

/** Enough for any run that people read live; the whole is in the ledger. */
const timelineLength = 200;

const waits: ReadonlySet<TaskStatus> = new Set([
  "waiting_reply",
  "waiting_approval",
  "on_hold",
  "waiting_time",
  "out_of_budget",
  "waiting_merge",
]);

export function newTaskState(taskId: string): TaskState {
  return {
    taskId,
    status: "queued",
    waitingFor: null,
    awaits: null,
    closed: false,
    seq: 0,
    timeline: [],
    live: null,
  };
}

/** The status and reason for waiting after one fact. A final status stays for ever. */
export function statusOf(
  before: TaskStatus,
  entry: Pick<LedgerEntry, "type" | "summary">,
  specOf: SpecOf,
): Pick<TaskState, "status" | "waitingFor"> | null {
  const after = specOf(entry.type)?.status ?? null;
  if (after === null || isFinal(before)) return null;
  return { status: after, waitingFor: waits.has(after) ? entry.summary : null };
}

/** The service that a task waits for after one fact. Of several that are down it is the last; whoever answers is waited for no more. */
function awaitsAfter(
  before: AwaitedService | null,
  entry: Pick<LedgerEntry, "type" | "summary" | "data">,
  specOf: SpecOf,
): AwaitedService | null {
  const service = String(entry.data["service"]);
  switch (specOf(entry.type)?.awaits) {
    case "begins":
      return { service, words: entry.summary };
    case "ends":
      return before?.service === service ? null : before;
    case undefined:
      return before;
  }
}

/** What a task waits for, in plain words: the service that is down before whatever else; null: nothing. */
export function taskWaitsFor({
  status,
  waitingFor,
  awaits,
}: Pick<TaskState, "status" | "waitingFor" | "awaits">): string | null {
  return isFinal(status) ? waitingFor : (awaits?.words ?? waitingFor);
}

/** The task's state machine: folds one ledger fact into the state. A fact at or before the cursor changes nothing. */
export function reduceTask(state: TaskState, fact: LedgerEntry & { seq: number }, specOf: SpecOf): TaskState {
  if (fact.seq <= state.seq) return state;
  const { seq, ...entry } = fact;
  const move = statusOf(state.status, entry, specOf);
  return {
    ...state,
    closed: state.closed || entry.type === "task.closed",
    ...move,
    awaits: move !== null && isFinal(move.status) ? null : awaitsAfter(state.awaits, entry, specOf),
    seq,
    live: specOf(entry.type)?.endsWork === true ? null : state.live,
    timeline: [...state.timeline, entry].slice(-timelineLength),
  };
}
