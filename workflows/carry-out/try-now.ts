import type { Attempt } from "../../shared/domain/attempt.ts";
import type { Cancel } from "../../shared/domain/task.ts";
import { SignalboxError } from "../../shared/platform/errors.ts";
import type { DurableRun } from "../durable-run.ts";
import { dayMs, isHalted } from "../stand-still.ts";
import type { Farewell } from "../talk.ts";
import { named, patience } from "../tries.ts";

/** How one try went, for somebody who has other things to do meanwhile. */
export type Now<T> =
  | { kind: "done"; value: T }
  | Extract<Attempt<T>, { kind: "failed" }>
  /** It was tried, and is to be tried again. */
  | Extract<Attempt<T>, { kind: "retry" }>
  /** It wasn't tried; a wake may mean that it can be. */
  | { kind: "later"; afterMs: number };

/** What is tried, and how often that came to nothing. */
export interface Trying {
  waits: number;
}

/** What a try that is a step has come to. */
interface Trial<T> {
  cancel: Cancel | null;
  outcome: Attempt<T>;
}

/** Makes a try inside a step, unless the task is to end. */
export async function trial<T>(run: DurableRun, make: () => Promise<Attempt<T>>): Promise<Trial<T>> {
  const cancel = await run.cancel();
  return cancel === null
    ? { cancel, outcome: await named(make) }
    : { cancel, outcome: { kind: "wait", afterMs: 0, reason: "" } };
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
  return nowOf(run, step, trying, await run.once(step, async () => trial(run, make)), farewell);
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
  switch (outcome.kind) {
    case "wait":
      return { kind: "later", afterMs: Math.max(outcome.afterMs, patience(trying.waits++)) };
    case "paused":
      await run.pause(`${step}, pause`, outcome, true);
      return { kind: "later", afterMs: 0 };
    case "stopped":
      return { kind: "later", afterMs: (await isHalted(run, `${step}, stopped`, outcome)) ? dayMs : 0 };
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
