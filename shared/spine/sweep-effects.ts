import { and, asc, eq, gte, isNotNull, isNull, lt, or } from "drizzle-orm";
import { actions, effects } from "../db/schema.ts";
import { applies, type Stop, stopAmong } from "../domain/stop.ts";
import { describeError } from "../platform/errors.ts";
import { log } from "../platform/log.ts";
import type { Spine } from "./context.ts";
import { perform } from "./perform.ts";
import { missSwept } from "./swept-notice.ts";
import { openStops, whereOf } from "./stops.ts";

/** Whoever performs an effect goes on with it sooner than this; what is older was lost on the way. */
const lostAfterMs = 10 * 60_000;
const atOnce = 20;
/** Among so many it looks for those that no stop is for. */
const lookedAt = 500;

/** Goes on with effects that were allowed and that nobody has moved for long. Returns how many. */
export async function sweepEffects(spine: Spine): Promise<number> {
  let count = 0;
  const { db } = spine;
  for (const state of ["pending", "unknown"] as const) {
    const [candidates, stops] = await db.batch([
      db
        .select({
          actionId: effects.actionId,
          taskId: actions.taskId,
          project: actions.project,
          kind: actions.kind,
        })
        .from(effects)
        .innerJoin(actions, eq(actions.id, effects.actionId))
        .where(
          and(
            eq(effects.state, state),
            lt(effects.updatedAt, spine.now() - lostAfterMs),
            isNull(effects.askedAt),
            // What has its time is sent by its workflow, which knows what is late.
            or(isNull(actions.dueAt), isNotNull(effects.sentAt)),
          ),
        )
        .orderBy(asc(effects.updatedAt))
        .limit(lookedAt),
      openStops(db),
    ]);
    // What is stopped waits, and keeps nothing else from going on.
    const lost = candidates.filter((one) => stopAmong(stops, whereOf(spine, one)) === null).slice(0, atOnce);
    for (const { actionId } of lost) await goOn(spine, actionId);
    count += lost.length;
  }
  if (count > 0) log.warn("effects.swept", { count });
  return count;
}

/** Sends what a stop has kept back and no workflow waits for, in the order in which it was allowed. */
export async function sendKeptBack(spine: Spine, stop: Stop, halted: ReadonlySet<string>): Promise<void> {
  const { db } = spine;
  const kept = await db
    .select({
      actionId: effects.actionId,
      taskId: actions.taskId,
      project: actions.project,
      kind: actions.kind,
    })
    .from(effects)
    .innerJoin(actions, eq(actions.id, effects.actionId))
    .where(
      and(
        eq(effects.state, "pending"),
        isNull(effects.sentAt),
        gte(effects.updatedAt, stop.at),
        isNull(actions.dueAt),
      ),
    )
    .orderBy(asc(effects.updatedAt))
    .limit(lookedAt);
  for (const one of kept)
    if (!halted.has(one.taskId) && applies(stop, whereOf(spine, one))) await goOn(spine, one.actionId);
}

/** Each for itself: one that can't even be looked at keeps none of the others. */
async function goOn(spine: Spine, actionId: string): Promise<void> {
  try {
    const attempt = await perform(spine, actionId);
    if (attempt.kind === "failed" && attempt.code !== "cancelled")
      await missSwept(spine, actionId, attempt.reason);
  } catch (error) {
    log.error("effect.not_swept", { actionId, reason: describeError(error) });
  }
}
