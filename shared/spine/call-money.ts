import { accountKeys } from "../domain/budget.ts";
import { Purses } from "../domain/purse.ts";
import { inBackground } from "../platform/background.ts";
import { limitsOf } from "./budget.ts";
import type { Spine } from "./context.ts";
import { type NoMoney, reserve, settle } from "./reserve.ts";

/** So much is set aside at least for a task's next calls, where there is plenty of it. Micro-dollars. */
const purseMicroUsd = 100_000;
/** Money that no call has been paid from for so long goes back; what is to be told besides may take it along sooner. Milliseconds. */
const idleMs = 2000;
const alongMs = 500;

/** What this isolate has set aside. Whoever runs in it shares it. */
let purses = new Purses();

/** From now on this isolate sets money aside anew. */
export function forgetPurses(): void {
  purses = new Purses();
}

/** Pays for a call of the model, as far as it can cost, and gives it its id; or says why not. */
export async function drawMoney(
  spine: Spine,
  { taskId, project, amount }: { taskId: string; project: string; amount: number },
): Promise<{ kind: "reserved"; id: string } | NoMoney> {
  const keys = accountKeys(taskId, project, spine.now());
  // A limit that has been lowered counts for the next call.
  const pots = JSON.stringify([keys, limitsOf(spine, { taskId, project })]);
  const drawn = purses.draw({ taskId, pots, amount }, Date.now());
  if (drawn !== null) return { kind: "reserved", id: drawn };
  const id = crypto.randomUUID();
  const settled = purses.idle(alongMs, Date.now(), taskId);
  const upTo = Math.max(purseMicroUsd, 2 * amount);
  const reserved = await reserve(spine, { id, taskId, project, amount, upTo, settled });
  if (reserved.kind !== "reserved") return reserved;
  const { granted, ample } = reserved;
  purses.fill({ id, taskId, pots, granted, amount, ample }, Date.now());
  return { kind: "reserved", id };
}

/**
 * A call has cost so much (0: it came to nothing). The ledger is told at once where money is short, otherwise with what is set
 * aside next or after a moment. Should that be lost, it finds the calls that were recorded.
 */
export async function payCall(spine: Spine, id: string, cost: number): Promise<void> {
  const now = purses.pay(id, cost, Date.now());
  if (now !== null) return settle(spine, [now]);
  inBackground("purses", {}, async () => {
    await scheduler.wait(idleMs);
    await settleIdle(spine, idleMs);
  });
}

/** Tells the ledger of purses that no call has been paid from for so long. */
export async function settleIdle(spine: Spine, forMs: number): Promise<void> {
  const settled = purses.idle(forMs, Date.now());
  if (settled.length > 0) await settle(spine, settled);
}
