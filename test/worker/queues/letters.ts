import worker from "../../../workers/index.ts";
import { env } from "cloudflare:workers";
import { eq } from "drizzle-orm";
import { expect, vi } from "vitest";
import { deadLetters, signals } from "../../../shared/db/schema.ts";
import { errand } from "../../../shared/jobs/errand/job.ts";
import { taskIdOf } from "../../../shared/spine/jobs.ts";
import { batchOf } from "../support/batch.ts";
import { spine, unique } from "../support/spine.ts";

/** A signal that asks for a message with a mark of its own. */
export async function aSignal() {
  const mark = unique();
  const id = `api:you:${mark}`;
  await spine.db.insert(signals).values({
    id,
    kind: "api.action",
    provenance: "internal",
    status: "queued",
    body: {
      type: "action",
      by: "you",
      request: {
        kind: "notification_internal",
        payload: { channel: "C0CONTENT", thread: null, text: mark, blocks: [], update: null },
      },
    },
    receivedAt: spine.now(),
    enqueuedAt: spine.now(),
  });
  return { id, mark, taskId: await taskIdOf(id, errand) };
}

export const letterOf = async (messageId: string) =>
  vi.waitFor(
    async () => {
      const letter = await spine.db.select().from(deadLetters).where(eq(deadLetters.id, messageId)).get();
      if (!letter) throw new Error("not buried yet");
      return letter;
    },
    { timeout: 10_000 },
  );

/** Lets a message die on its queue; answers with its letter. */
export async function buried(body: unknown) {
  const dying = batchOf(body, 4);
  await worker.queue(dying.value, powerless);
  expect(dying.outcome).toEqual({ acked: 1, retried: 0 });
  const [message] = dying.value.messages;
  return letterOf(message?.id ?? "");
}

/** A Worker whose database takes no more records. */
export const powerless = {
  ...env,
  DB: new Proxy(env.DB, {
    get: (db, name) =>
      name === "batch"
        ? async () => Promise.reject(new Error("the power is gone"))
        : Reflect.get(db, name).bind(db),
  }),
};

/** A signal that died because handling it threw. */
export async function aDeadSignal() {
  const signal = await aSignal();
  const letter = await buried({ signalId: signal.id });
  return { ...signal, letter };
}

export const statusOf = async (id: string) =>
  spine.db
    .select({ status: signals.status, reason: signals.reason })
    .from(signals)
    .where(eq(signals.id, id))
    .get();
