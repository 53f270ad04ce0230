import type { LedgerEntry, SpecOf, steps } from "./ledger.ts";
import { isTalk } from "./talk.ts";

/** One link of the chain from a signal to an effect, in plain words. */
export interface Link {
  at: number;
  step: (typeof steps)[number];
  words: string;
}

/** Our own messages in the thread are how the task talks, not what it did. */
function tells({ data }: LedgerEntry): boolean {
  return typeof data["kind"] === "string" && isTalk(data["kind"]);
}

/** The chain from signal to effect as a person would tell it, from a task's facts. */
export function whyChain(facts: readonly LedgerEntry[], specOf: SpecOf): Link[] {
  return facts.flatMap((entry) => {
    const { step, tell } = specOf(entry.type) ?? {};
    if (step === undefined || tells(entry)) return [];
    return [{ at: entry.at, step, words: tell === undefined ? sentence(entry.summary) : tell(entry) }];
  });
}

function sentence(summary: string): string {
  return `${summary.slice(0, 1).toUpperCase()}${summary.slice(1)}.`;
}
