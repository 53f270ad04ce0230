import { inBackground } from "../platform/background.ts";
import { describeError } from "../platform/errors.ts";
import { log } from "../platform/log.ts";

/** For so long an isolate remembers that nobody looks at the board, milliseconds. */
export const unheardMs = 2000;
/** A call that takes longer died with whoever made it, milliseconds. */
const longestCallMs = 5000;
/** One that fails is made again, so many times in all and so long after, milliseconds. */
const mostCalls = 3;
const againMs = 250;
/** How often the call that follows looks whether the one under way is over, milliseconds. */
const lookMs = 50;

/** What an isolate remembers: moments, not promises, since whoever it waited for may be gone. */
interface Telling {
  /** Nobody listened: until then nothing is told. */
  unheardUntil: number;
  /** A call is under way. */
  busyUntil: number;
  /** Another waits for its end, and will tell of all that has been recorded until then. */
  followedUntil: number;
}

const tellings = new WeakMap<object, Telling>();

/** All that is shown live is one object. */
export function board(env: Pick<Env, "BOARD_AGENT">) {
  return env.BOARD_AGENT.getByName("all");
}

/**
 * Tells the board that something has been recorded, after the answer. As this is on the way of every record, it costs
 * next to nothing: while nobody listens an isolate asks once in two seconds whether that is still so, and while somebody
 * does it has at most one call under way and one to follow. A call that dies is made again, as no other record may follow;
 * where none of them gets through the next record tells, or the cron, and a listener who comes has everything counted anew.
 */
export function tellBoard(env: Pick<Env, "BOARD_AGENT">): void {
  const telling = tellings.get(env) ?? { unheardUntil: 0, busyUntil: 0, followedUntil: 0 };
  tellings.set(env, telling);
  const now = Date.now();
  if (now < telling.unheardUntil || now < telling.followedUntil) return;
  const follows = now < telling.busyUntil;
  if (follows) telling.followedUntil = now + longestCallMs;
  else telling.busyUntil = now + longestCallMs;
  inBackground("board", {}, async () => {
    if (follows && !(await takeTurn(telling))) return;
    try {
      const isHeard = await poked(env, telling);
      if (!isHeard) telling.unheardUntil = Date.now() + unheardMs;
    } finally {
      telling.busyUntil = 0;
    }
  });
}

/** Whether anybody listens. @throws what the last of several calls died of. */
async function poked(env: Pick<Env, "BOARD_AGENT">, telling: Telling): Promise<boolean> {
  for (let call = 1; ; call++) {
    try {
      return await board(env).poke();
    } catch (error) {
      if (call === mostCalls) throw error;
      log.warn("board.call_died", { count: call, reason: describeError(error) });
    }
    telling.busyUntil = Date.now() + longestCallMs;
    await scheduler.wait(againMs);
  }
}

/** Waits for the call under way and becomes it, unless that has found that nobody listens. */
async function takeTurn(telling: Telling): Promise<boolean> {
  while (Date.now() < telling.busyUntil) await scheduler.wait(lookMs);
  // What is recorded from here on needs one more call to follow.
  telling.followedUntil = 0;
  const now = Date.now();
  if (now < telling.unheardUntil) return false;
  telling.busyUntil = now + longestCallMs;
  return true;
}
