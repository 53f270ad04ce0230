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
  "budget.alert": null,
  "budget.topped_up": null,
  "draft.written": "working",
  "bug.judged": "working",
  "bug.linked": null,
  "comment.received": null,
  "repository.found": "working",
  "plan.written": "working",
  "assignment.queued": "queued",
  "assignment.started": "working",
  "assignment.lost": "working",
  "assignment.ended": "working",
  "phase.started": "working",
  "phase.refused": "working",
  "phase.passed": "working",
  "run.recorded": null,
  "pull_request.ready": "waiting_merge",
  "pull_request.merged": "working",
  "pull_request.closed": "working",
  "checks.finished": null,
  "answer.refused": "working",
  "verdict.given": null,
  "hold.started": "on_hold",
  "hold.released": "working",
  "hold.overdue": "waiting_approval",
  "approval.requested": "waiting_approval",
  "approval.refused": null,
  "approval.voted": null,
  "approval.reminded": null,
  "approval.decided": "working",
  "approval.superseded": "working",
  "approval.expired": "working",
  "approval.withdrawn": null,
  "effect.applied": null,
  "effect.failed": null,
  "effect.unknown": null,
  "effect.asked": "waiting_approval",
  "effect.resolved": "working",
  "action.judged": null,
  "autonomy.proposed": null,
  "autonomy.declined": null,
  "autonomy.raised": null,
  "autonomy.lowered": null,
  "circuit.opened": null,
  "circuit.closed": null,
  "settings.changed": null,
  "session.opened": null,
  "signal.replayed": null,
  "signal.discarded": null,
  "task.retried": null,
  "task.cancel_requested": null,
  "task.cancelled": "cancelled",
  "task.done": "done",
  "task.rejected": "rejected",
  "task.failed": "failed",
  "task.closed": null,
} as const satisfies Record<string, TaskStatus | null>;

export type LedgerType = keyof typeof statusAfter;

export const ledgerTypes = Object.keys(statusAfter).filter(isLedgerType);

export function isLedgerType(type: string): type is LedgerType {
  return Object.hasOwn(statusAfter, type);
}

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
