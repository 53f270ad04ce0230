import { and, eq, isNull } from "drizzle-orm";
import { effects } from "../db/schema.ts";
import type { Channel } from "../domain/approval.ts";
import type { EffectEvent, Resolution } from "../domain/effect.ts";
import type { PostedMessage } from "../integrations/slack/message.ts";
import { whyGone } from "./archive/why-gone.ts";
import { mayDecide } from "./decide.ts";
import type { Spine } from "./context.ts";
import { loadAction } from "./load-action.ts";
import { whyNotTheQuestion } from "./question-message.ts";
import { fact, hit, record } from "./record.ts";
import { settleEffect } from "./settle-effect.ts";
import { wakeTask } from "./wake.ts";

const events: Record<Resolution, (by: string) => EffectEvent> = {
  happened: () => ({ kind: "found" }),
  did_not_happen: () => ({ kind: "absent" }),
  give_up: (by) => ({ kind: "refused", error: `${by} gave it up without knowing whether it happened` }),
};

export interface ResolveRequest {
  actionId: string;
  resolution: Resolution;
  by: string;
  channel: Channel;
  /** The message whose button was used; absent: it was said otherwise. */
  message?: PostedMessage;
}

/** Marks an unknown effect as put before a person. False when somebody has done so already, or it isn't unknown. */
export async function askAboutEffect(spine: Spine, actionId: string): Promise<void> {
  const loaded = await loadAction(spine, actionId);
  if (!loaded) return;
  const { action, effect } = loaded;
  await record(
    spine,
    [
      fact(
        spine,
        action.taskId,
        `${actionId}/asked/${effect.attempts}`,
        "effect.asked",
        `somebody to say whether ${action.kind} for ${action.target} happened`,
        { actionId, error: effect.error, attempts: effect.attempts, sentAt: effect.sentAt },
      ),
    ],
    [
      spine.db
        .update(effects)
        .set({ askedAt: spine.now() })
        .where(and(eq(effects.actionId, actionId), eq(effects.state, "unknown"), isNull(effects.askedAt))),
    ],
  );
}

/** Why somebody's word on an effect doesn't count who doesn't decide on it. */
export const notTheirs = "you are not on the list of people who may decide this";

/** A person's word on an effect that we can't see. Null when it counted, else why not, in words for them. */
export async function resolveEffect(spine: Spine, request: ResolveRequest): Promise<string | null> {
  const { actionId, resolution, by, channel, message } = request;
  const loaded = await loadAction(spine, actionId);
  if (!loaded) return whyGone(spine.db, actionId, "there is no such effect");
  const { action, effect } = loaded;
  const { taskId } = action;
  const elsewhere =
    message && (await whyNotTheQuestion(spine, { taskId, actionId, asks: "what_happened" }, message));
  if (elsewhere) return elsewhere;
  if (!mayDecide(spine, action, by)) return notTheirs;
  if (effect.state !== "unknown") return `it is ${effect.state}, so there is nothing to decide`;
  const settled = await settleEffect(spine, loaded, effect, events[resolution](by));
  if (settled === null) return "it has just changed";
  const [cleared] = await record(
    spine,
    [
      fact(
        spine,
        action.taskId,
        `${actionId}/resolved/${effect.attempts}`,
        "effect.resolved",
        `${by} says of ${action.kind} for ${action.target}: ${resolution.replaceAll("_", " ")}`,
        { actionId, resolution, by, channel },
      ),
    ],
    [
      spine.db
        .update(effects)
        .set({ askedAt: null })
        .where(eq(effects.actionId, actionId))
        .returning({ id: effects.actionId }),
    ],
  );
  if (!hit(cleared)) return "it is gone";
  await wakeTask(spine, action.taskId);
  return null;
}
