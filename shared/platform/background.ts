import { waitUntil } from "cloudflare:workers";
import { describeError } from "./errors.ts";
import { log } from "./log.ts";

/**
 * Does something after the answer that nobody waits for. Only for what is made up for when it is lost: a watchdog, a
 * sweep or the next of its kind does it then.
 */
export function inBackground(
  what: string,
  taskOrSignal: { taskId?: string; signalId?: string },
  work: () => Promise<unknown>,
): void {
  waitUntil(
    aTurnLater(work).catch((error: unknown) => {
      log.warn("background.failed", { code: what, ...taskOrSignal, reason: describeError(error) });
    }),
  );
}

/** The answer leaves first: work that begins in the same turn holds the thread, and the answer with it. */
async function aTurnLater(work: () => Promise<unknown>): Promise<unknown> {
  await scheduler.wait(1);
  return work();
}
