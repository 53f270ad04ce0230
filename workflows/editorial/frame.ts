import { eq } from "drizzle-orm";
import { tasks } from "../../shared/db/schema.ts";
import { taskById } from "../../shared/db/tasks.ts";
import { type Provenance, weakest } from "../../shared/domain/provenance.ts";
import { conversationKey } from "../../shared/domain/signal.ts";
import type { Brief } from "../../shared/editorial/intent.ts";
import { SignalboxError } from "../../shared/platform/errors.ts";
import { log } from "../../shared/platform/log.ts";
import { conversationOf } from "../../shared/spine/route-signal.ts";
import type { DurableRun, Message } from "../durable-run.ts";

/** What the steps of an editorial task share. */
export interface EditorialTask {
  requester: string;
  brief: Brief;
  /** The weakest of all that people said to this task. */
  provenance: Provenance;
}

/** How a task ends when nothing fails. */
export type Ending =
  | { kind: "done"; url: string; message: Message }
  | { kind: "rejected"; reason: string; message: Message };

/** The people's words so far, oldest first, and the weakest provenance among them. */
export async function wordsOf(
  run: DurableRun,
): Promise<{ request: string; replies: string[]; provenance: Provenance }> {
  const [first, ...rest] = await conversationOf(run.spine, run.taskId);
  if (!first) throw new SignalboxError("not_found", `the signal behind ${run.taskId} is gone`);
  return {
    request: first.message.text,
    replies: rest.map((signal) => signal.message.text),
    provenance: weakest([first, ...rest].map((signal) => signal.provenance)),
  };
}

/** Finds the task's thread, or opens one when it began without. Returns who asked. */
export async function beginTask(run: DurableRun): Promise<string> {
  const start = await run.once("start", async () => {
    const [signal] = await conversationOf(run.spine, run.taskId);
    if (!signal) throw new SignalboxError("not_found", `the signal behind ${run.taskId} is gone`);
    await run.recordNow([run.fact("started", "task.started", "work begins")]);
    const { channel, thread, user, text } = signal.message;
    return { channel, thread, user, text };
  });
  run.thread = { channel: start.channel, thread: start.thread };
  if (start.thread === null) {
    const opened = await run.say("open thread", {
      text: `<@${start.user}> asked me: ${start.text.slice(0, 2000)}`,
    });
    const thread = opened["ts"] ?? "";
    run.thread = { channel: start.channel, thread };
    await run.once("remember thread", async () => {
      await run.spine.db
        .update(tasks)
        .set({ conversation: conversationKey(start.channel, thread) })
        .where(eq(tasks.id, run.taskId));
    });
  }
  return start.user;
}

/** Records how a task ended. From here on nothing can turn it into a failure. */
export async function endTask(run: DurableRun, ending: Ending): Promise<void> {
  const done = ending.kind === "done";
  await run.record(
    "finish",
    () => [
      done
        ? run.fact("done", "task.done", `published at ${ending.url}`, { url: ending.url })
        : run.fact("rejected", "task.rejected", ending.reason, { reason: ending.reason }),
    ],
    ({ db }) => [
      db
        .update(tasks)
        .set(
          done ? { result: { url: ending.url } } : { failure: { code: "rejected", message: ending.reason } },
        )
        .where(eq(tasks.id, run.taskId)),
    ],
  );
}

/** Records a failure with its reason. Returns what the thread is to be told of it. */
export async function failTask(run: DurableRun, { code, message }: SignalboxError): Promise<Message> {
  log.error("task.failed", { taskId: run.taskId, code, reason: message });
  await run.record(
    "fail",
    () => [run.fact("failed", "task.failed", message, { code, message })],
    ({ db }) => [db.update(tasks).set({ failure: { code, message } }).where(eq(tasks.id, run.taskId))],
  );
  const requester = await run.once(
    "who asked",
    async () => (await taskById(run.spine.db, run.taskId))?.requestedBy ?? "",
  );
  const aftermath =
    code === "effect_unknown"
      ? "It may have gone out: please look before anything is done again."
      : "Nothing was published.";
  return { text: `:warning: <@${requester}> I could not finish this: ${message} (${code}). ${aftermath}` };
}

/** The last word in the thread, after the records: what is done stays done when it can't be said. */
export async function closeTask(run: DurableRun, message: Message): Promise<void> {
  let summary = "the thread has been told";
  try {
    await run.say("report", message);
  } catch (error) {
    if (!(error instanceof SignalboxError)) throw error;
    summary = `the thread could not be told: ${error.message}`;
    log.error("task.not_told", { taskId: run.taskId, code: error.code, reason: error.message });
  }
  await run.record("close", () => [run.fact("closed", "task.closed", summary)]);
}
