import type { LedgerEntry, LedgerType } from "./ledger.ts";

/** What a link is: the words of the chain. */
export const steps = [
  "signal",
  "thought",
  "proposal",
  "verdict",
  "wait",
  "decision",
  "effect",
  "money",
  "end",
] as const;

/** One link of the chain from a signal to an effect, in plain words. */
export interface Link {
  at: number;
  step: (typeof steps)[number];
  words: string;
}

const stepOf: Partial<Record<LedgerType, Link["step"]>> = {
  "signal.received": "signal",
  "reply.received": "signal",
  "intent.classified": "thought",
  "rubric.checked": "thought",
  "question.asked": "wait",
  "draft.written": "thought",
  "answer.refused": "thought",
  "verdict.given": "verdict",
  "hold.started": "wait",
  "hold.released": "decision",
  "hold.overdue": "wait",
  "approval.requested": "wait",
  "approval.voted": "decision",
  "approval.refused": "decision",
  "approval.decided": "decision",
  "approval.superseded": "decision",
  "approval.expired": "decision",
  "approval.withdrawn": "decision",
  "effect.applied": "effect",
  "effect.failed": "effect",
  "effect.unknown": "effect",
  "effect.asked": "wait",
  "effect.resolved": "decision",
  "action.judged": "decision",
  "budget.exhausted": "money",
  "budget.resumed": "money",
  "budget.topped_up": "money",
  "task.done": "end",
  "task.rejected": "end",
  "task.failed": "end",
  "task.cancel_requested": "decision",
  "task.cancelled": "end",
  "task.retried": "decision",
};

/** Our own messages in the thread are how the task talks, not what it did. */
function isTalk({ data }: LedgerEntry): boolean {
  return data["kind"] === "notification_internal";
}

/** The chain from signal to effect as a person would tell it, from a task's facts. */
export function whyChain(facts: readonly LedgerEntry[]): Link[] {
  return facts.flatMap((entry) => {
    const step = stepOf[entry.type];
    return step === undefined || isTalk(entry) ? [] : [{ at: entry.at, step, words: wordsOf(entry) }];
  });
}

/** The facts whose summary alone would not tell enough. */
const tellers: Partial<Record<LedgerType, (entry: LedgerEntry) => string>> = {
  "question.asked": ({ summary }) => `It asked, and waited for ${summary}.`,
  "verdict.given": ({ summary, data }) =>
    `Policy looked at ${String(data["kind"])} for ${String(data["target"])}: ${after(summary, ": ")}.`,
  "hold.started": ({ summary }) => `It was put on hold: ${summary}.`,
  "approval.requested": ({ summary }) => `People were asked: ${summary}.`,
  "approval.refused": ({ summary }) => `A decision did not count: ${summary}.`,
  "effect.applied": ({ data }) =>
    `It happened: ${String(data["kind"])} for ${String(data["target"])}, at attempt ${String(data["attempts"])}.`,
  "effect.failed": ({ summary }) => `It did not go as planned: ${summary}.`,
  "effect.unknown": ({ summary }) => `Its answer was lost: ${summary}.`,
  "intent.classified": ({ summary }) => `It was understood as: ${summary}.`,
  "draft.written": ({ summary }) => `Claude wrote ${summary}.`,
};

function wordsOf(entry: LedgerEntry): string {
  const teller = tellers[entry.type];
  if (teller) return teller(entry);
  return `${entry.summary.slice(0, 1).toUpperCase()}${entry.summary.slice(1)}.`;
}

function after(text: string, mark: string): string {
  const at = text.indexOf(mark);
  return at === -1 ? text : text.slice(at + mark.length);
}
