import { and, eq, notLike } from "drizzle-orm";
import { tasks } from "../db/schema.ts";
import type { Attempt } from "../domain/attempt.ts";
import type { Provenance } from "../domain/provenance.ts";
import type { EffectResult } from "../domain/sending.ts";
import { conversationKey, threadOf } from "../domain/signal.ts";
import { type Notice, notification } from "../integrations/slack/message.ts";
import { textOf } from "../integrations/slack/mrkdwn.ts";
import { type Refusal, refusalOf } from "../integrations/slack/refusal.ts";
import { unescapeMrkdwn } from "../integrations/slack/unescape.ts";
import { SignalboxError } from "../platform/errors.ts";
import { prepareAct } from "./act.ts";
import type { Spine } from "./context.ts";
import { answered, depart, type Ready } from "./departure.ts";
import { nextWay, otherChannels, taskPage, type Way } from "./notice-ways.ts";
import { keyOfWay } from "./question-message.ts";
import { recordUndelivered } from "./undelivered.ts";

const kind = "notification_internal";

/** Something that people are told in Slack. */
export interface Telling {
  taskId: string;
  /** Unique within the task. */
  key: string;
  notice: Notice;
  /** Absent: it is looked up. */
  project?: string;
  provenance?: Provenance;
  /** Ids of the signals that it comes from. */
  sources?: string[];
  /** It is told where the task talks: where that has to be another channel, answers come from there. */
  isTalk?: boolean;
  /** Tells it without Slack, where no channel takes it. Returns where; null: it can't be told there either. */
  elsewhere?: ((words: string) => Promise<string | null>) | null;
}

/**
 * Tells people something. That it is refused is no failure: it is told another way where there is one, and put on record with what
 * is to be mended. An empty answer: nobody was told.
 */
export async function tellNotice(spine: Spine, telling: Telling): Promise<Attempt<EffectResult>> {
  return depart(spine, await prepareNotice(spine, telling));
}

/** Does what `tellNotice` does up to the moment in which it leaves. */
export async function prepareNotice(spine: Spine, telling: Telling): Promise<Ready> {
  const { settings } = spine;
  const rest = telling.notice.rest ?? taskPage(settings, telling.taskId);
  const notice = { ...telling.notice, rest };
  const others = otherChannels(settings.RULES).filter((channel) => channel !== notice.channel);
  const way: Way = { notice, isShort: false, others };
  const ready = await prepareWay(spine, telling, way, 1);
  return ready.kind === "answered"
    ? answered(await tellSomehow(spine, telling, way, ready.attempt))
    : {
        ...ready,
        leave: async (written) => tellSomehow(spine, telling, way, await ready.leave(written)),
      };
}

async function prepareWay(spine: Spine, telling: Telling, { notice }: Way, n: number): Promise<Ready> {
  const { taskId, key, project, provenance = "internal", sources } = telling;
  try {
    return await prepareAct(spine, {
      taskId,
      key: keyOfWay(key, n),
      kind,
      payload: notification(notice),
      provenance,
      revision: 1,
      ...(project === undefined ? {} : { project }),
      ...(sources === undefined ? {} : { sources }),
    });
  } catch (error) {
    if (!(error instanceof SignalboxError) || error.code === "unavailable") throw error;
    return answered({ kind: "failed", code: error.code, reason: error.message });
  }
}

/** Goes on with the next way as long as one is refused. */
async function tellSomehow(
  spine: Spine,
  telling: Telling,
  first: Way,
  came: Attempt<EffectResult>,
): Promise<Attempt<EffectResult>> {
  const { taskId, notice } = telling;
  let way = first;
  let attempt = came;
  let missed: Refusal | null = null;
  for (let n = 2; attempt.kind === "failed" && attempt.code !== "cancelled"; n++) {
    const refusal = refusalOf(attempt.reason);
    missed ??= refusal.trouble === "channel" ? refusal : null;
    const talksIn = telling.isTalk === true ? await talkOf(spine, taskId) : null;
    const next = nextWay(way, refusal, {
      rest: way.notice.rest ?? taskPage(spine.settings, taskId),
      talksIn,
    });
    if (next === null) {
      await recordMissed(
        spine,
        telling,
        missed ?? refusal,
        (await telling.elsewhere?.(wordsOf(notice))) ?? null,
      );
      return { kind: "done", value: {} };
    }
    way = next;
    attempt = await depart(spine, await prepareWay(spine, telling, way, n));
  }
  if (attempt.kind === "done" && missed !== null) {
    if (telling.isTalk === true && way.notice.thread === null)
      await goOnTalking(spine, taskId, way.notice.channel, attempt.value);
    await recordMissed(spine, telling, missed, `slack:${way.notice.channel}`);
  }
  return attempt;
}

async function recordMissed(
  spine: Spine,
  { taskId, key, notice }: Telling,
  { trouble, reason, mend }: Refusal,
  instead: string | null,
): Promise<void> {
  const where = trouble === "access" ? "slack" : `slack:${notice.channel}`;
  const words = wordsOf(notice);
  await recordUndelivered(spine, taskId, key, { where, kind, reason, mend, instead, words });
}

function wordsOf({ text }: Notice): string {
  return unescapeMrkdwn(textOf(text));
}

/** The thread in which a task's answers are heard; null: there is none. */
async function talkOf({ db }: Spine, taskId: string) {
  const task = await db
    .select({ conversation: tasks.conversation })
    .from(tasks)
    .where(eq(tasks.id, taskId))
    .get();
  return task === undefined ? null : threadOf(task.conversation);
}

/** What is said under the message from now on is an answer to the task. */
async function goOnTalking(
  { db }: Spine,
  taskId: string,
  channel: string,
  { ts }: EffectResult,
): Promise<void> {
  if (ts === undefined) return;
  await db
    .update(tasks)
    .set({ conversation: conversationKey(channel, ts) })
    .where(and(eq(tasks.id, taskId), notLike(tasks.conversation, `slack:${channel}:%`)));
}
