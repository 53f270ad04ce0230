import type { Attempt } from "../../shared/domain/attempt.ts";
import type { Cancel } from "../../shared/domain/task.ts";
import { SignalboxError } from "../../shared/platform/errors.ts";
import type { DurableRun } from "../durable-run.ts";
import { dayMs, isHalted } from "../stand-still.ts";
import type { Farewell } from "../talk.ts";
import { pauseOf, tellOfWait, type Waiting, waitedOn } from "../service-wait.ts";
import { named } from "../tries.ts";

/** How one try went, for somebody who has other things to do meanwhile. */
export type Now<T> =
  | { kind: "done"; value: T }
  | Extract<Attempt<T>, { kind: "failed" }>
  /** It was tried, and is to be tried again. */
  | Extract<Attempt<T>, { kind: "retry" }>
  /** It waits; a wake may mean that it can go on. `isLost`: it may have happened, and is looked for. */
  | { kind: "later"; afterMs: number; isLost: boolean };

/** What is tried, and what it waits for. */
export interface Trying {
  waiting: Waiting;
}

/** What a try that is a step has come to. */
interface Trial<T> {
  cancel: Cancel | null;
  outcome: Attempt<T>;
}

/** Makes a try inside a step, unless the task is to end. */
export async function trial<T>(
  run: DurableRun,
  step: string,
  { waiting }: Trying,
  make: () => Promise<Attempt<T>>,
): Promise<Trial<T>> {
  const cancel = await run.cancel();
  if (cancel !== null) return { cancel, outcome: { kind: "wait", afterMs: 0, reason: "" } };
  const outcome = await named(make);
  await tellOfWait(run, step, waiting, outcome);
  return { cancel, outcome };
}

/**
 * One try of a step, whatever comes of it: nothing is waited for but money.
 * @throws TaskCancelled when the task was.
 */
export async function tryNow<T>(
  run: DurableRun,
  step: string,
  trying: Trying,
  make: () => Promise<Attempt<T>>,
  farewell: Farewell,
): Promise<Now<T>> {
  return nowOf(run, step, trying, await run.once(step, async () => trial(run, step, trying, make)), farewell);
}

/** What a trial means for somebody who has other things to do. @throws TaskCancelled when the task was. */
export async function nowOf<T>(
  run: DurableRun,
  step: string,
  trying: Trying,
  { cancel, outcome }: Trial<T>,
  farewell: Farewell,
): Promise<Now<T>> {
  run.endIf(cancel, farewell);
  const before = trying.waiting;
  trying.waiting = waitedOn(before, outcome);
  switch (outcome.kind) {
    case "wait":
      return { kind: "later", afterMs: pauseOf(before, outcome), isLost: outcome.code === "effect_unknown" };
    case "paused":
      await run.pause(`${step}, pause`, outcome, true);
      return { kind: "later", afterMs: 0, isLost: false };
    case "stopped": {
      const afterMs = (await isHalted(run, `${step}, stopped`, outcome)) ? dayMs : 0;
      return { kind: "later", afterMs, isLost: false };
    }
    case "failed":
      if (outcome.code === "cancelled") {
        run.endIf(await run.once(`${step}, cancelled`, async () => run.cancel()), farewell);
        throw new SignalboxError(outcome.code, outcome.reason);
      }
      return outcome;
    case "done":
    case "retry":
      return outcome;
  }
}
