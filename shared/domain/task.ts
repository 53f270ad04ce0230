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

export interface TaskState {
  taskId: string;
  status: TaskStatus;
  /** What or whom the task waits for, in plain words; null while it works. */
  waitingFor: string | null;
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

/** The task's state machine: folds one ledger fact into the state. A fact at or before the cursor changes nothing. */
export function reduceTask(state: TaskState, fact: LedgerEntry & { seq: number }, specOf: SpecOf): TaskState {
  if (fact.seq <= state.seq) return state;
  const { seq, ...entry } = fact;
  return {
    ...state,
    closed: state.closed || entry.type === "task.closed",
    ...statusOf(state.status, entry, specOf),
    seq,
    live: specOf(entry.type)?.endsWork === true ? null : state.live,
    timeline: [...state.timeline, entry].slice(-timelineLength),
  };
}
