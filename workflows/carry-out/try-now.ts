import type { Attempt } from "../../shared/domain/attempt.ts";
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
  const { cancel, outcome } = await run.once(step, async () => {
    const asked = await run.cancel();
    return asked === null
      ? { cancel: null, outcome: await named(make) }
      : { cancel: asked, outcome: { kind: "wait" as const, afterMs: 0, reason: "" } };
  });
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
