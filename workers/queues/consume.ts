import { z } from "zod";
import { describeError, SignalboxError } from "../../shared/platform/errors.ts";
import { log } from "../../shared/platform/log.ts";
import { type Spine } from "../../shared/spine/context.ts";
import { openSpine } from "../../shared/jobs/open-spine.ts";

/** One queue's work: the form of its messages and what is done about one. Handlers only handle; they throw to retry. */
export interface QueueHandler<T> {
  schema: z.ZodType<T>;
  /** Tries before a message is dead. */
  maxAttempts: number;
  deadLetters: ((env: Env) => Queue) | null;
  handle(spine: Spine, body: T, message: { id: string; attempts: number }): Promise<void>;
}

/** A dead message with its reason, as the dead-letter queues carry it. */
export const deadLetterSchema = z.object({
  queue: z.string(),
  messageId: z.string(),
  attempts: z.number(),
  reason: z.string(),
  body: z.string(),
});
export type DeadLetter = z.infer<typeof deadLetterSchema>;

/** Seconds until the next try: 2, 4, 8 … at most 5 minutes. */
export function retryDelay(attempts: number): number {
  return Math.min(2 ** attempts, 300);
}

/**
 * So often a message is tried that only meets with what isn't there now: some seven hours, by the pauses between tries. Below
 * max_retries + 1 in wrangler.toml, so that we say why before the platform doesn't.
 */
const mostWaits = 90;

/** The only place that parses, acknowledges, retries and buries. A batch's messages are handled side by side. */
export async function consume<T>(batch: MessageBatch, env: Env, handler: QueueHandler<T>): Promise<void> {
  const one = async (message: Message): Promise<void> => {
    const bury = async (reason: string): Promise<void> => {
      if (!handler.deadLetters) throw new Error(reason);
      const letter: DeadLetter = {
        queue: batch.queue,
        messageId: message.id,
        attempts: message.attempts,
        reason,
        body: JSON.stringify(message.body),
      };
      await handler.deadLetters(env).send(letter);
      log.error("queue.dead", { queue: batch.queue, attempts: message.attempts, reason });
      message.ack();
    };
    try {
      const body = handler.schema.safeParse(message.body);
      if (!body.success) {
        await bury(`the message is malformed: ${z.prettifyError(body.error)}`);
        return;
      }
      // Opened for each: settings that can't be read are trouble like any other, with its delay and its reason.
      const spine = await openSpine(env);
      await handler.handle(spine, body.data, { id: message.id, attempts: message.attempts });
      message.ack();
    } catch (error) {
      const reason = describeError(error);
      log.warn("queue.retry", { queue: batch.queue, attempts: message.attempts, reason });
      const isAway = error instanceof SignalboxError && error.code === "unavailable";
      const most = isAway ? Math.max(mostWaits, handler.maxAttempts) : handler.maxAttempts;
      if (handler.deadLetters && message.attempts >= most) await bury(reason);
      else message.retry({ delaySeconds: retryDelay(message.attempts) });
    }
  };
  const ends = await Promise.allSettled(batch.messages.map(one));
  // Only burying throws out of here; then the platform tries again what wasn't acknowledged.
  const failed = ends.find((end) => end.status === "rejected");
  if (failed) throw failed.reason;
}
