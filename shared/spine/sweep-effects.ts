import { and, asc, eq, isNull, lt } from "drizzle-orm";
import { effects } from "../db/schema.ts";
import { describeError } from "../platform/errors.ts";
import { log } from "../platform/log.ts";
import type { Spine } from "./context.ts";
import { perform } from "./perform.ts";

/** Whoever performs an effect goes on with it sooner than this; what is older was lost on the way. */
const lostAfterMs = 10 * 60_000;
const atOnce = 20;

/** Goes on with effects that were allowed and that nobody has moved for long. Returns how many. */
export async function sweepEffects(spine: Spine): Promise<number> {
  let count = 0;
  for (const state of ["pending", "unknown"] as const) {
    const lost = await spine.db
      .select({ actionId: effects.actionId })
      .from(effects)
      .where(
        and(
          eq(effects.state, state),
          lt(effects.updatedAt, spine.now() - lostAfterMs),
          isNull(effects.askedAt),
        ),
      )
      .orderBy(asc(effects.updatedAt))
      .limit(atOnce);
    for (const { actionId } of lost) await goOn(spine, actionId);
    count += lost.length;
  }
  if (count > 0) log.warn("effects.swept", { count });
  return count;
}

/** Each for itself: one that can't even be looked at keeps none of the others. */
async function goOn(spine: Spine, actionId: string): Promise<void> {
  try {
    await perform(spine, actionId);
  } catch (error) {
    log.error("effect.not_swept", { actionId, reason: describeError(error) });
  }
}
