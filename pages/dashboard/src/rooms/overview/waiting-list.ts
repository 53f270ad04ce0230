import type { Answer } from "../../api/types.ts";

export type Waiting = Answer<"GET /api/overview">["waiting"];

interface WaitingFor {
  count: number;
  /** What it is, for this count: "hold", "holds". */
  words: string;
  href: string;
  /** What asks for attention first. */
  urgent: boolean;
}

/** What waits for people, the most urgent first; only what there is. */
export function waitingList(waiting: Waiting): WaitingFor[] {
  const {
    approvals: { low, medium, high },
    holds,
    questions,
    unknownEffects,
    outOfBudget,
    promotions,
    deadLetters,
    undelivered,
  } = waiting;
  const all: [count: number, one: string, many: string, href: string, urgent: boolean][] = [
    [high, "approval of high risk", "approvals of high risk", "/inbox", true],
    [unknownEffects, "effect without an answer", "effects without an answer", "/inbox", true],
    [medium, "approval of medium risk", "approvals of medium risk", "/inbox", false],
    [low, "approval of low risk", "approvals of low risk", "/inbox", false],
    [questions, "open question", "open questions", "/inbox", false],
    [holds, "hold", "holds", "/holds", false],
    [outOfBudget, "task out of budget", "tasks out of budget", "/tasks?status=out_of_budget", true],
    [promotions, "promotion to ratify", "promotions to ratify", "/autonomy", false],
    [undelivered, "place that can’t be told", "places that can’t be told", "/inbox", true],
    [deadLetters, "dead letter", "dead letters", "/dead-letters", true],
  ];
  return all.flatMap(([count, one, many, href, urgent]) =>
    count > 0 ? [{ count, words: count === 1 ? one : many, href, urgent }] : [],
  );
}
