import type { LedgerType } from "../../../../../shared/domain/ledger.ts";
import { spoken } from "../words.ts";

/** What a fact is about, at a glance. */
export type Look =
  | "in"
  | "thought"
  | "model"
  | "verdict"
  | "wait"
  | "decision"
  | "applied"
  | "money"
  | "system"
  | "step"
  | "end"
  | "trouble";

/** By the first word of the type: a kind of fact that is new looks like its family. */
const families: Record<string, Look> = {
  signal: "in",
  reply: "in",
  intent: "thought",
  rubric: "thought",
  draft: "thought",
  answer: "trouble",
  question: "wait",
  llm: "model",
  verdict: "verdict",
  hold: "wait",
  approval: "decision",
  action: "decision",
  effect: "applied",
  budget: "money",
  bug: "thought",
  repository: "thought",
  plan: "thought",
  assignment: "step",
  phase: "step",
  run: "step",
  comment: "in",
  revision: "in",
  task: "step",
  watch: "thought",
  artefact: "applied",
  stop: "wait",
};

const exceptions: Partial<Record<LedgerType, Look>> = {
  "signal.dropped": "end",
  "signal.dead": "trouble",
  "signal.discarded": "end",
  "hold.released": "decision",
  "approval.requested": "wait",
  "approval.reminded": "wait",
  "effect.failed": "trouble",
  "effect.unknown": "trouble",
  "effect.asked": "wait",
  "effect.resolved": "decision",
  "circuit.opened": "trouble",
  "assignment.lost": "trouble",
  "phase.refused": "trouble",
  "phase.passed": "applied",
  "pull_request.ready": "applied",
  "pull_request.merged": "applied",
  "pull_request.closed": "end",
  "checks.finished": "in",
  "revision.answered": "applied",
  "watch.taken": "in",
  "watch.skipped": "trouble",
  "watch.withdrawn": "decision",
  "watch.kept_house": "system",
  "watch.source_failing": "trouble",
  "watch.source_silent": "trouble",
  "watch.source_recovered": "applied",
  "watch.resynced": "system",
  "watch.reviewed": "decision",
  "task.done": "applied",
  "task.rejected": "end",
  "task.cancel_requested": "decision",
  "task.cancelled": "end",
  "task.failed": "trouble",
  "stop.begun": "trouble",
  "stop.ended": "decision",
};

/** Those whose type doesn't say by itself what has happened. */
const named: Partial<Record<LedgerType, string>> = {
  "llm.called": "Model called",
  "stop.waited": "Halted by a stop",
};

export function lookOf(type: LedgerType): Look {
  return exceptions[type] ?? families[type.split(".")[0] ?? ""] ?? "system";
}

/** A kind of fact as people say it: "approval.decided" is "Approval decided". */
export function factWords(type: LedgerType): string {
  return named[type] ?? spoken(type);
}
