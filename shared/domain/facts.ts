import type { FactSpecs } from "./ledger.ts";

/** Every kind of fact that any task's ledger may hold. Jobs have their own besides, see `facts.ts` of each. */
export const commonFacts = {
  "signal.received": { status: null, step: "signal" },
  "signal.dropped": { status: null },
  "signal.dead": { status: "failed" },
  "task.queued": { status: "queued" },
  "task.started": { status: "working" },
  "question.asked": {
    status: "waiting_reply",
    step: "wait",
    tell: ({ summary }) => `It asked, and waited for ${summary}.`,
  },
  "reply.received": { status: "working", step: "signal" },
  "llm.called": { status: null },
  "budget.exhausted": { status: "out_of_budget", step: "money" },
  "budget.resumed": { status: "working", step: "money" },
  "budget.alert": { status: null },
  "connection.made": { status: null },
  "connection.ended": { status: null },
  "connection.broken": { status: null },
  "connection.expiring": { status: null },
  "connection.needed": { status: null },
  "connection.warned": { status: null },
  "poll.failing": { status: null },
  "poll.recovered": { status: null },
  "budget.topped_up": { status: null, step: "money" },
  "assignment.queued": { status: "queued" },
  "assignment.started": { status: "working" },
  "assignment.lost": { status: "working", endsWork: true },
  "assignment.ended": { status: "working", endsWork: true },
  "phase.started": { status: "working" },
  "phase.refused": { status: "working" },
  "phase.passed": { status: "working" },
  "run.recorded": { status: null },
  "answer.refused": { status: "working", step: "thought" },
  "verdict.given": {
    status: null,
    step: "verdict",
    tell: ({ summary, data }) =>
      `Policy looked at ${String(data["kind"])} for ${String(data["target"])}: ${after(summary, ": ")}.`,
  },
  "hold.started": {
    status: "on_hold",
    step: "wait",
    tell: ({ summary }) => `It was put on hold: ${summary}.`,
  },
  "hold.released": { status: "working", step: "decision" },
  "hold.overdue": { status: "waiting_approval", step: "wait" },
  "approval.requested": {
    status: "waiting_approval",
    step: "wait",
    tell: ({ summary }) => `People were asked: ${summary}.`,
  },
  "approval.refused": {
    status: null,
    step: "decision",
    tell: ({ summary }) => `A decision did not count: ${summary}.`,
  },
  "approval.voted": { status: null, step: "decision" },
  "approval.vote_dropped": { status: null, step: "decision" },
  "approval.reminded": { status: null },
  "approval.decided": { status: "working", step: "decision" },
  "approval.superseded": { status: "working", step: "decision" },
  "approval.expired": { status: "working", step: "decision" },
  "approval.withdrawn": { status: null, step: "decision" },
  "proposal.edited": {
    status: null,
    step: "decision",
    tell: ({ summary }) => `${summary}.`,
  },
  "proposal.late": { status: null, step: "wait", tell: ({ summary }) => `It was late: ${summary}.` },
  "bundle.waited": { status: "waiting_approval", step: "wait" },
  "due.waited": { status: "waiting_time", step: "wait" },
  "due.reached": { status: "working" },
  "effect.applied": {
    status: null,
    step: "effect",
    tell: ({ data }) =>
      `It happened: ${String(data["kind"])} for ${String(data["target"])}, at attempt ${String(data["attempts"])}.`,
  },
  "effect.failed": {
    status: null,
    step: "effect",
    tell: ({ summary }) => `It did not go as planned: ${summary}.`,
  },
  "effect.unknown": {
    status: null,
    step: "effect",
    tell: ({ summary }) => `Its answer was lost: ${summary}.`,
  },
  "effect.asked": { status: "waiting_approval", step: "wait" },
  "effect.resolved": { status: "working", step: "decision" },
  "notice.undelivered": { status: null },
  "notice.mended": { status: null },
  // What was remembered for a text, written down for later, and forgotten.
  "memory.used": { status: null, step: "thought", tell: ({ summary }) => `It remembered ${summary}.` },
  "memory.noted": { status: null },
  "memory.forgotten": { status: null },
  "memory.replaced": { status: null },
  // What people keep asking for, as a rule of the house.
  "house.proposed": { status: null },
  "house.declined": { status: null },
  "action.judged": { status: null, step: "decision" },
  "autonomy.proposed": { status: null },
  "autonomy.declined": { status: null },
  "autonomy.raised": { status: null },
  "autonomy.lowered": { status: null },
  "stop.begun": { status: null },
  "stop.ended": { status: null },
  "stop.waited": { status: null, step: "wait", tell: ({ summary }) => `It was halted: ${summary}.` },
  "service.waited": {
    status: null,
    awaits: "begins",
    step: "wait",
    tell: ({ summary }) => `An outage: it ${summary}.`,
  },
  "service.resumed": { status: null, awaits: "ends" },
  "circuit.opened": { status: null },
  "circuit.closed": { status: null },
  "circuit.reopened": { status: null },
  "circuit.refused": { status: null },
  "circuit.accepted": { status: null },
  "settings.changed": { status: null },
  "session.opened": { status: null },
  "signal.replayed": { status: null },
  "signal.discarded": { status: null },
  "task.retried": { status: null, step: "decision" },
  "task.cancel_requested": { status: null, step: "decision" },
  "task.cancelled": { status: "cancelled", step: "end" },
  "task.done": { status: "done", step: "end" },
  "task.rejected": { status: "rejected", step: "end" },
  "task.failed": { status: "failed", step: "end" },
  "task.closed": { status: null, endsWork: true },
} as const satisfies FactSpecs;

type CommonFacts = typeof commonFacts;

declare module "./ledger.ts" {
  interface FactTypes extends CommonFacts {}
}

/** The part of a text behind a mark; all of it where there is none. */
function after(text: string, mark: string): string {
  const at = text.indexOf(mark);
  return at === -1 ? text : text.slice(at + mark.length);
}
