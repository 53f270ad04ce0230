import type { TaskStatus } from "./task.ts";

/**
 * Every kind of fact the ledger holds, with the status in which it leaves its task (null: as it was).
 * The task's state machine is a fold over these facts, see `reduceTask`.
 */
export const statusAfter = {
  "signal.received": null,
  "signal.dropped": null,
  "signal.dead": "failed",
  "task.queued": "queued",
  "task.started": "working",
  "intent.classified": "working",
  "question.asked": "waiting_reply",
  "reply.received": "working",
  "rubric.checked": "working",
  "llm.called": null,
  "budget.exhausted": "out_of_budget",
  "budget.resumed": "working",
  "draft.written": "working",
  "answer.refused": "working",
  "verdict.given": null,
  "approval.requested": "waiting_approval",
  "approval.refused": null,
  "approval.decided": "working",
  "approval.superseded": null,
  "effect.applied": null,
  "effect.failed": null,
  "effect.unknown": null,
  "task.done": "done",
  "task.rejected": "rejected",
  "task.failed": "failed",
  "task.closed": null,
} as const satisfies Record<string, TaskStatus | null>;

export type LedgerType = keyof typeof statusAfter;

/** One fact. `id` is deterministic, so that a step that runs twice records once. Times are epoch milliseconds. */
export interface LedgerEntry {
  id: string;
  at: number;
  taskId: string | null;
  type: LedgerType;
  /** The fact in plain words. */
  summary: string;
  data: Record<string, unknown>;
}
