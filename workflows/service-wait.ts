import type { Attempt } from "../shared/domain/attempt.ts";
import type { LedgerEntry } from "../shared/domain/ledger.ts";
import { type Down, serviceNames, waitWords } from "../shared/domain/service.ts";
import { recordLater } from "../shared/spine/record.ts";
import type { TellingSteps } from "./telling-steps.ts";
import { patience } from "./tries.ts";

/** What a step that is tried again and again waits for. A workflow remembers it by what its tries have come to. */
export interface Waiting {
  /** Tries on end that came to nothing that counts. */
  rounds: number;
  /** The service that it waits for, and since when; null: none. */
  down: Down | null;
  /** Whether the task's ledger says so. */
  isTold: boolean;
}

export const notWaiting: Waiting = { rounds: 0, down: null, isTold: false };

export type Wait = Extract<Attempt<never>, { kind: "wait" }>;

/** A pause of so long is worth a word in the ledger, milliseconds: what passes sooner costs nothing. */
const toldMs = 5000;

/** How long the next try waits: as long as is asked for, and longer each time. */
export function pauseOf({ rounds }: Waiting, { afterMs, down }: Wait): number {
  return Math.max(afterMs, patience(rounds, down === undefined ? 2 : 3));
}

/** What is waited for after a try. */
export function waitedOn(before: Waiting, outcome: Attempt<unknown>): Waiting {
  if (outcome.kind !== "wait") return notWaiting;
  const isSame = outcome.down === undefined || outcome.down.service === before.down?.service;
  return {
    rounds: before.rounds + 1,
    down: isSame ? before.down : (outcome.down ?? null),
    isTold: (isSame && before.isTold) || (outcome.down !== undefined && pauseOf(before, outcome) >= toldMs),
  };
}

/** The same after a wake. Whoever is woken has not waited out the pause: what others say and do makes nobody more patient, nor less. */
export function woken(waiting: Waiting): Waiting {
  return { ...waiting, rounds: Math.max(0, waiting.rounds - 1) };
}

/** Says in the task's ledger, within the try's own step, that it begins to wait for a service or goes on: once, and not each round. */
export async function tellOfWait(
  run: TellingSteps,
  step: string,
  before: Waiting,
  outcome: Attempt<unknown>,
): Promise<void> {
  const facts = factsOfWait(run, step, before, outcome);
  if (facts.length > 0) await recordLater(run.spine, { facts });
}

function factsOfWait(
  run: TellingSteps,
  step: string,
  before: Waiting,
  outcome: Attempt<unknown>,
): LedgerEntry[] {
  const after = waitedOn(before, outcome);
  const was = before.isTold ? before.down : null;
  const is = after.isTold ? after.down : null;
  if (was?.service === is?.service) return [];
  const facts: LedgerEntry[] = [];
  if (was !== null) {
    const { service } = was;
    const summary = `it waits for ${serviceNames[service]} no more`;
    facts.push(run.fact(`${step}/resumed`, "service.resumed", summary, { service }));
  }
  if (is !== null) {
    const { service, since } = is;
    const reason = outcome.kind === "wait" ? outcome.reason : "";
    facts.push(run.fact(`${step}/waits`, "service.waited", waitWords(is), { service, since, reason }));
  }
  return facts;
}
