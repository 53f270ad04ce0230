import { waitUntil } from "cloudflare:workers";
import { describeError } from "./errors.ts";
import { log } from "./log.ts";

/** So many answers that are under way are usual. */
const usual = 8;
/** After more than that, others may still be on their way to us for so long, milliseconds. */
const calmMs = 1000;
/** What is done after the answer waits no longer than this for those of others, milliseconds. */
const patienceMs = 6000;
const pauseMs = 600;

/** Answers that are under way in this isolate. */
let answers = 0;
let manyUntil = 0;

const areMany = (): boolean => Date.now() < manyUntil;

/** Counts an answer that somebody waits for; while there are many of them, what is done afterwards waits. */
export async function answering<T>(answer: () => Promise<T>): Promise<T> {
  answers += 1;
  if (answers > usual) manyUntil = Date.now() + calmMs;
  try {
    return await answer();
  } finally {
    answers -= 1;
  }
}

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

/**
 * The answer leaves first: work that begins in the same turn holds the thread, and the answer with it. When many come at once
 * theirs do too.
 */
async function aTurnLater(work: () => Promise<unknown>): Promise<unknown> {
  let waited = 0;
  do {
    // Not all at the same moment.
    const pause = areMany() ? pauseMs / 2 + Math.random() * pauseMs : 1;
    await scheduler.wait(pause);
    waited += pause;
  } while (areMany() && waited < patienceMs);
  return work();
}
