import { eq, sql } from "drizzle-orm";
import type { Attempt } from "../shared/domain/attempt.ts";
import { type Entry, entryStatements } from "../shared/db/ledger.ts";
import { departTogether } from "../shared/spine/departure.ts";
import { recordAll, recordLater } from "../shared/spine/record.ts";
import { tasks } from "../shared/db/schema.ts";
import { taskById } from "../shared/db/tasks.ts";
import { conversationKey } from "../shared/domain/signal.ts";
import { inTenLines } from "../shared/domain/cause.ts";
import type { Provenance } from "../shared/domain/provenance.ts";
import { describeError, SignalboxError } from "../shared/platform/errors.ts";
import { log } from "../shared/platform/log.ts";
import type { Cancel } from "../shared/domain/task.ts";
import { ourLink } from "../shared/integrations/slack/link.ts";
import { addressed, mention } from "../shared/integrations/slack/mention.ts";
import { joined, type Mrkdwn, mrkdwn } from "../shared/integrations/slack/mrkdwn.ts";
import { cut } from "../shared/platform/cut.ts";
import { redact } from "../shared/platform/redact.ts";
import { withdrawApprovals } from "../shared/spine/abandon.ts";
import { endCancelled } from "../shared/spine/cancel-task.ts";
import { signalsOfTask } from "../shared/db/signals.ts";
import { stopAmong } from "../shared/domain/stop.ts";
import { keepFirstGlance, keepGlance } from "../shared/spine/glance.ts";
import { heldUp, openStops, unlessStopped } from "../shared/spine/stops.ts";
import { tellBoard } from "../shared/spine/tell-board.ts";
import { type DurableRun } from "./durable-run.ts";
import { type Farewell, type Message, TaskCancelled } from "./talk.ts";

/** How a task ends when nothing fails. A task without a page to show for it has no url. */
export type Ending =
  | { kind: "done"; url: string | null; message: Message }
  | { kind: "rejected"; reason: string; message: Message };

/** The frame around every job: whatever happens inside, the end is recorded and the thread is told. */
export async function runTask(run: DurableRun, work: () => Promise<Ending>): Promise<void> {
  const { message, last } = await untilKnown(run, work);
  await closeTask(run, message, last);
}

/** What the thread is to be told of the end, and what is to be recorded of it with that; null: it is on record. */
interface Known {
  message: Message;
  last: (() => Entry) | null;
}

async function untilKnown(run: DurableRun, work: () => Promise<Ending>): Promise<Known> {
  try {
    const ending = await work();
    return { message: ending.message, last: () => endingOf(run, ending) };
  } catch (error) {
    const failure =
      error instanceof SignalboxError ? error : new SignalboxError("unavailable", describeError(error));
    if (failure.code !== "cancelled") return { message: await failTask(run, failure), last: null };
    const farewell = failure instanceof TaskCancelled ? failure.farewell : null;
    return { message: await endAsCancelled(run, farewell), last: null };
  }
}

export interface TaskStart {
  requestedBy: string;
  /** The signal that it began with. */
  kind: string;
  /** The kind of work, as far as it was known when it began. */
  work: string;
  body: object;
  provenance: Provenance;
  /** The key of its thread; its own id while it has none. */
  conversation: string;
  /** Somebody wanted it to end before it had begun. */
  cancel: Cancel | null;
}

/** Records that work begins, which it doesn't while it is stopped, and reads what the task is about. */
export async function startTask(run: DurableRun): Promise<TaskStart> {
  const { project, startedAt, ...start } = await run.attempt("begin", async (): Promise<Attempt<Started>> => {
    const known = justBegun(run);
    if (known !== null) return { kind: "done", value: known };
    const { db, specOf, jobs } = run.spine;
    const job = jobs.ofTask(run.taskId)?.name;
    const its = sql`(SELECT project FROM ${tasks} WHERE id = ${run.taskId})`;
    const began = {
      facts: [run.fact("started", "task.started", "work begins")],
      guard: unlessStopped({ project: its, job }),
    };
    const [[signal], [task], stops] = await db.batch([
      signalsOfTask(db, run.taskId),
      db.select().from(tasks).where(eq(tasks.id, run.taskId)),
      openStops(db),
      ...entryStatements(db, specOf, [began]).statements,
    ]);
    if (!signal || !task) throw new SignalboxError("not_found", `the signal behind ${run.taskId} is gone`);
    keepGlance(run.spine, [task], stops);
    const stop = stopAmong(stops, { project: task.project, job });
    if (stop !== null) return heldUp(stop);
    tellBoard(run.spine.env);
    const { kind, body, provenance } = signal;
    const { requestedBy, cancel, conversation, kind: work } = task;
    const value = { kind, work, body, provenance, conversation, requestedBy, cancel, project: task.project };
    return { kind: "done", value: { ...value, startedAt: null } };
  });
  run.project = project;
  if (startedAt !== null)
    run.leave({ facts: [{ ...run.fact("started", "task.started", "work begins"), at: startedAt }] });
  return start;
}

/** `startedAt`: that it begins is still to be written; null: it is. */
type Started = TaskStart & { project: string; startedAt: number | null };

/** The start of what was recorded a moment ago; null: it is longer ago, and has to be read. */
function justBegun(run: DurableRun): Started | null {
  const { begun, spine } = run;
  if (begun === null || !keepFirstGlance(spine, begun.at)) return null;
  const { kind: work, ...task } = begun.task;
  return { ...begun.signal, ...task, work, cancel: null, startedAt: spine.now() };
}

/** Starts a thread in the run's channel and remembers it as the task's conversation. */
export async function openThread(run: DurableRun, text: Mrkdwn): Promise<void> {
  const opened = await run.say("open thread", { text });
  if (opened === null) return;
  const { channel, ts: thread } = opened;
  run.thread = { channel, thread };
  await run.once("remember thread", async () => {
    await run.spine.db
      .update(tasks)
      .set({ conversation: conversationKey(channel, thread) })
      .where(eq(tasks.id, run.taskId));
  });
}

/** How a task ended. Once that is on record nothing can turn it into a failure. */
function endingOf(run: DurableRun, ending: Ending): Entry {
  const { db } = run.spine;
  const set =
    ending.kind === "done"
      ? { result: ending.url === null ? null : { url: ending.url } }
      : { failure: { code: "rejected" as const, message: ending.reason } };
  return {
    facts: [
      ending.kind === "done"
        ? run.fact("done", "task.done", ending.url === null ? "done" : `done, see ${ending.url}`, {
            url: ending.url,
          })
        : run.fact("rejected", "task.rejected", ending.reason, { reason: ending.reason }),
    ],
    records:
      ending.kind === "done" && ending.url === null
        ? []
        : [db.update(tasks).set(set).where(eq(tasks.id, run.taskId))],
  };
}

/** Records a failure with its reason. Returns what the thread is to be told of it. */
async function failTask(run: DurableRun, { code, message }: SignalboxError): Promise<Message> {
  log.error("task.failed", { taskId: run.taskId, code, reason: message });
  await run.record(
    "fail",
    () => [run.fact("failed", "task.failed", message, { code, message })],
    ({ db }) => [db.update(tasks).set({ failure: { code, message } }).where(eq(tasks.id, run.taskId))],
  );
  const requester = await run.once("withdraw", async () => {
    await withdrawApprovals(run.spine, run.taskId);
    return (await taskById(run.spine.db, run.taskId))?.requestedBy ?? "";
  });
  const who = addressed(run.spine.settings.PEOPLE, requester);
  const lines = cut(redact(inTenLines(message)), 2000).split("\n");
  const cause = joined(
    lines.map((line) => mrkdwn`${line}`),
    mrkdwn`\n`,
  );
  const whole = run.wholeOutput === null ? "" : mrkdwn` ${ourLink("All of it", run.wholeOutput)}`;
  return { text: mrkdwn`:warning: ${who} I could not finish this: ${cause} (${code}).${whole}` };
}

/** Ends a cancelled task. Returns what the thread is to be told of it. */
async function endAsCancelled(run: DurableRun, farewell: Farewell | null): Promise<Message> {
  const { by, reason, requestedBy } = await run.once("cancel", async () =>
    endCancelled(run.spine, run.taskId),
  );
  if (farewell !== null) await showEnd(run, farewell);
  const people = run.spine.settings.PEOPLE;
  return {
    text: mrkdwn`:no_entry_sign: ${mention(people, requestedBy)} cancelled by ${mention(people, by)}: ${cut(reason, 500)}`,
  };
}

/** A question that nobody can answer any more says so. The task has ended, whether that can be shown or not. */
async function showEnd(run: DurableRun, farewell: Farewell): Promise<void> {
  try {
    await run.attempt("show cancelled", farewell);
  } catch (error) {
    if (!(error instanceof SignalboxError)) throw error;
    log.error("task.not_told", { taskId: run.taskId, code: error.code, reason: error.message });
  }
}

/** The end is recorded, and the last word said in the thread: what is done stays done when it can't be said. */
async function closeTask(run: DurableRun, message: Message, last: Known["last"]): Promise<void> {
  const closed = (summary: string) => ({ facts: [run.fact("closed", "task.closed", summary)] });
  const ended = () => (last === null ? [] : [last()]);
  if (run.thread === null) {
    await run.once("close", async () =>
      recordAll(run.spine, [...ended(), closed("there was nobody to tell")]),
    );
    return;
  }
  try {
    await run.attempt("report", async () => {
      const ready = await run.prepareTell("report", message);
      const { attempts } = await departTogether(run.spine, ready === null ? [] : [ready], ended());
      const [left] = attempts;
      const told = left === undefined ? null : run.told(left);
      if (told === null || told.kind === "done") {
        const isTold = told !== null && told.value !== null;
        await recordLater(
          run.spine,
          closed(isTold ? "the thread has been told" : "the thread could not be told"),
        );
      }
      return told ?? { kind: "done" as const, value: null };
    });
  } catch (error) {
    if (!(error instanceof SignalboxError)) throw error;
    log.error("task.not_told", { taskId: run.taskId, code: error.code, reason: error.message });
    const why = closed(`the thread could not be told: ${error.message}`);
    // What is done is on record however the telling went.
    await run.once("close", async () =>
      recordAll(run.spine, [...ended(), { facts: [run.untold("report", error)] }, why]),
    );
  }
}
