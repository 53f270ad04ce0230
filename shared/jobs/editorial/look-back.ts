import { and, asc, eq, lte } from "drizzle-orm";
import { actions, effects, tasks } from "../../db/schema.ts";
import { nextLook } from "../../domain/look-back.ts";
import type { PublishedStanding } from "../../domain/sending.ts";
import { code, mrkdwn } from "../../integrations/slack/mrkdwn.ts";
import { describeError } from "../../platform/errors.ts";
import { log } from "../../platform/log.ts";
import type { Spine } from "../../spine/context.ts";
import { judgeAction } from "../../spine/judge-action.ts";
import { tellNotice } from "../../spine/tell-notice.ts";

const atOnce = 10;

type Looked = {
  action: typeof actions.$inferSelect;
  effect: typeof effects.$inferSelect;
  conversation: string;
};

/**
 * Looks, for a day, whether what was published still stands as it was: what people have taken down counts as reverted, what
 * they have edited as corrected, and trust in its kind falls by it. Returns how many were looked at.
 */
export async function lookBack(spine: Spine): Promise<number> {
  const now = spine.now();
  const due = await spine.db
    .select({ action: actions, effect: effects, conversation: tasks.conversation })
    .from(effects)
    .innerJoin(actions, eq(actions.id, effects.actionId))
    .innerJoin(tasks, eq(tasks.id, effects.taskId))
    .where(lte(effects.lookAt, now))
    .orderBy(asc(effects.lookAt))
    .limit(atOnce);
  await Promise.all(due.map(async (one) => lookAt(spine, one, now)));
  return due.length;
}

/** Each for itself: one that can't be looked at keeps none of the others. */
async function lookAt(spine: Spine, looked: Looked, now: number): Promise<void> {
  const { action, effect } = looked;
  const claimed = await spine.db
    .update(effects)
    .set({ lookAt: nextLook(effect.updatedAt, now) })
    .where(and(eq(effects.actionId, action.id), eq(effects.lookAt, effect.lookAt ?? 0)))
    .returning({ id: effects.actionId });
  if (claimed.length === 0) return;
  const standing = await standingOf(spine, looked);
  if (standing.kind === "unclear")
    log.info("published.unclear", { actionId: action.id, taskId: action.taskId, reason: standing.error });
  if (standing.kind === "gone" || standing.kind === "edited") await judge(spine, looked, standing.kind);
}

async function standingOf(spine: Spine, { action, effect }: Looked): Promise<PublishedStanding> {
  const look = spine.kinds(action.kind)?.standing;
  if (!look) return { kind: "unclear", error: "nothing is known of its kind any more" };
  const { id, taskId, target, digest, payload } = action;
  const { sentAt, firstSentAt } = effect;
  const approved = {
    id,
    taskId,
    target,
    digest,
    sentAt,
    firstSentAt,
    progress: null,
    payload: JSON.parse(payload),
  };
  try {
    return await look(spine, approved, effect.result);
  } catch (error) {
    return { kind: "unclear", error: describeError(error) };
  }
}

/** People's correction, as trust counts it, and as the thread hears of it. */
async function judge(
  spine: Spine,
  { action, conversation }: Looked,
  found: "gone" | "edited",
): Promise<void> {
  const { id, taskId, kind, target } = action;
  const [outcome, what] =
    found === "gone" ? (["reverted", "was taken down"] as const) : (["corrected", "was edited"] as const);
  const refusal = await judgeAction(spine, {
    actionId: id,
    outcome,
    by: "somebody",
    reason: `it ${what} within a day of being published`,
  });
  await spine.db.update(effects).set({ lookAt: null }).where(eq(effects.actionId, id));
  // Somebody has said so already, or nothing depends on it.
  if (refusal !== null) return;
  const [, channel, thread] = /^slack:([^:]+):(.+)$/.exec(conversation) ?? [];
  if (channel === undefined || thread === undefined) return;
  const text = mrkdwn`:leftwards_arrow_with_hook: *${kind}* for ${code(target)} ${what} by people. It counts as ${outcome}: the next ones are looked at more closely.`;
  const key = `look-back-${id.slice(taskId.length + 1)}`;
  await tellNotice(spine, { taskId, key, notice: { channel, thread, text } });
}
