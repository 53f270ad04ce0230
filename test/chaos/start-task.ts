import type { Diary } from "./diary.ts";
import type { Door } from "./door.ts";
import type { TaskPlan } from "./plan.ts";
import { proposedAnswer, redelivered, saidAnswer } from "./views.ts";

const againAfterMs = 500;

/** Asks for a planned task as its person would: until it is accepted. */
export async function startTask(door: Door, diary: Diary, plan: TaskPlan, seed: number): Promise<void> {
  const { work, n } = plan;
  diary.act();
  if (work.job === "editorial") {
    const { signalId } = await sayUntilTaken(door, diary, work.user, work.text);
    diary.accepted.set(signalId, plan);
    return;
  }
  const key = `chaos-${seed}-${n}`;
  const { kind, payload } = work;
  const answer = await door.insist("/api/actions", { kind, payload }, { "idempotency-key": key });
  if (answer.status !== 202)
    throw new Error(
      `the proposal of task ${n} was answered ${answer.status}: ${JSON.stringify(answer.body)}`,
    );
  proposedAnswer.parse(answer.body);
  diary.accepted.set(`api:you:${key}`, plan);
}

/**
 * Writes in Slack. The sandbox delivers an event again by itself, three times as Slack does; after an outage that is
 * longer, Slack's "redeliver" does, so one event may arrive often.
 */
export async function sayUntilTaken(
  door: Door,
  diary: Diary,
  user: string,
  text: string,
  thread?: string,
): Promise<{ signalId: string; ts: string }> {
  const said = { user, channel: "C0CONTENT", text, ...(thread === undefined ? {} : { thread_ts: thread }) };
  const { ts, deliveries } = await door.sandbox("/slack/_people/message", saidAnswer, said);
  const type = text.includes("@signalbox") ? "app_mention" : "message";
  const delivery = deliveries.find((one) => one.type === type);
  if (!delivery) throw new Error(`the sandbox delivered no ${type}`);
  const { event_id } = delivery;
  let { status } = delivery;
  while (status < 200 || status >= 300) {
    await door.pause(againAfterMs);
    diary.act();
    diary.repeats++;
    const again = await door.sandbox("/slack/_people/event", redelivered, { event_id, repeat: 2 });
    status = again.deliveries.find((one) => one.status >= 200 && one.status < 300)?.status ?? 0;
  }
  return { signalId: `slack:${event_id}`, ts };
}
