import { and, eq } from "drizzle-orm";
import { EventSourceParserStream } from "eventsource-parser/stream";
import type { Statement } from "../db/ledger.ts";
import { executorJobs, phaseRuns, tasks } from "../db/schema.ts";
import type { LedgerEntry } from "../domain/ledger.ts";
import type { Cancel, LiveWork } from "../domain/task.ts";
import { describeError } from "../platform/errors.ts";
import type { Spine } from "../spine/context.ts";
import { fact, record } from "../spine/record.ts";
import { askExecutor } from "./client.ts";
import { cancelJob, endJob, jobById, type JobRow, restartLostJob } from "./jobs.ts";
import { runOf } from "./full-spec.ts";
import { type JobResult, type NumberedEvent, numberedEventSchema, type Phase } from "./protocol.ts";

/** What a look at a job has shown. */
export type Watched =
  | { kind: "ended" }
  /** It waits for a place. */
  | { kind: "queued" }
  /** It goes on: look again. */
  | { kind: "running" }
  | { kind: "unreachable"; reason: string }
  | { kind: "cancelled"; cancel: Cancel };

/** How long one look lasts: a step of a workflow must end. */
const lookMs = 45_000;
/** What happens is written and shown at most so often. */
const flushMs = 700;
/** How long an executor may say nothing at all, not even that it is alive. */
const silenceMs = 30_000;
/** So long after a job was sent an executor may not know it yet. */
const arrivalMs = 15_000;

/**
 * Follows a job for a while: its phases and its evidence are recorded as they come, and whoever looks at the task sees
 * them. Ends early when the job does, or when its task was cancelled. Looking again goes on after the last event that
 * is recorded, so nothing is lost and nothing counts twice.
 */
export async function watchJob(spine: Spine, jobId: string): Promise<Watched> {
  const job = await jobById(spine, jobId);
  if (!job) throw new Error(`the job ${jobId} is not recorded`);
  if (job.state === "ended") return { kind: "ended" };
  const cancel = await cancelOf(spine, job.taskId);
  if (cancel !== null) return endCancelledJob(spine, job, cancel);
  if (job.state !== "running") return { kind: "queued" };
  const follower = new Follower(spine, job);
  const patience = new AbortController();
  let silence = setTimeout(() => patience.abort(), silenceMs);
  try {
    const response = await askExecutor(spine, jobId, `/jobs/${jobId}/events`, {
      headers: { "last-event-id": String(job.seq) },
      signal: patience.signal,
    });
    if (response.status === 404) {
      if (job.seq === 0 && spine.now() - job.updatedAt < arrivalMs)
        return { kind: "unreachable", reason: "the executor does not know the job yet" };
      await restartLostJob(spine, job, "the executor does not know it");
      return { kind: "queued" };
    }
    if (!response.ok || response.body === null)
      return { kind: "unreachable", reason: `the executor answered ${response.status}` };
    const heard = (): void => {
      clearTimeout(silence);
      silence = setTimeout(() => patience.abort(), silenceMs);
    };
    const reader = response.body
      .pipeThrough(
        new TransformStream<Uint8Array, Uint8Array>({
          transform: (chunk, controller) => {
            heard();
            controller.enqueue(chunk);
          },
        }),
      )
      .pipeThrough(new TextDecoderStream())
      .pipeThrough(new EventSourceParserStream())
      .getReader();
    return await follower.follow(reader);
  } catch (error) {
    await follower.flush();
    return { kind: "unreachable", reason: describeError(error) };
  } finally {
    clearTimeout(silence);
    patience.abort();
  }
}

async function cancelOf(spine: Spine, taskId: string): Promise<Cancel | null> {
  const row = await spine.db.select({ cancel: tasks.cancel }).from(tasks).where(eq(tasks.id, taskId)).get();
  return row?.cancel ?? null;
}

async function endCancelledJob(spine: Spine, job: JobRow, cancel: Cancel): Promise<Watched> {
  await cancelJob(spine, job);
  return { kind: "cancelled", cancel };
}

/** Turns a job's events into records, a batch at a time. */
class Follower {
  readonly #spine: Spine;
  readonly #job: JobRow;
  #facts: LedgerEntry[] = [];
  #records: Statement[] = [];
  #lines: LiveWork["lines"] = [];
  #phase: Phase;
  #seq: number;
  #dirty = false;

  constructor(spine: Spine, job: JobRow) {
    this.#spine = spine;
    this.#job = job;
    this.#seq = job.seq;
    this.#phase = job.mode === "plan" ? "plan" : "red";
  }

  async follow(reader: ReadableStreamDefaultReader<{ data: string }>): Promise<Watched> {
    const until = Date.now() + lookMs;
    let flushedAt = Date.now();
    let reading = reader.read();
    while (Date.now() < until) {
      const next = await Promise.race([reading, scheduler.wait(flushMs).then(() => null)]);
      if (next !== null) {
        if (next.done) {
          await this.flush();
          return { kind: "unreachable", reason: "the executor broke off before the job had ended" };
        }
        const { seq, at, event } = numberedEventSchema.parse(JSON.parse(next.value.data));
        if (event.type === "ended") {
          await this.flush();
          return this.#end(event.result);
        }
        await this.#take({ seq, at, event });
        reading = reader.read();
      }
      if (Date.now() - flushedAt < flushMs) continue;
      await this.flush();
      flushedAt = Date.now();
      const cancel = await cancelOf(this.#spine, this.#job.taskId);
      if (cancel !== null) return endCancelledJob(this.#spine, this.#job, cancel);
    }
    await this.flush();
    return { kind: "running" };
  }

  /** Its diff is kept by itself, for people to look at. */
  async #end(result: JobResult): Promise<Watched> {
    await endJob(this.#spine, this.#job, result);
    return { kind: "ended" };
  }

  async #take({ seq, at, event }: NumberedEvent): Promise<void> {
    const { id: jobId, starts } = this.#job;
    const key = `${jobId}/${starts}/${seq}`;
    const say = (type: LedgerEntry["type"], summary: string, data: Record<string, unknown>): void => {
      this.#facts.push({
        ...fact(this.#spine, this.#job.taskId, key, type, summary, { jobId, run: runOf(jobId), ...data }),
        at,
      });
    };
    this.#seq = seq;
    this.#dirty = true;
    switch (event.type) {
      case "phase.started":
        this.#phase = event.phase;
        return say("phase.started", `${event.phase} begins`, { phase: event.phase });
      case "line":
        this.#phase = event.phase;
        this.#lines.push({ phase: event.phase, by: event.by, text: event.text });
        return;
      case "phase.refused":
        return say("phase.refused", `the referee refused ${event.phase}: ${event.reason}`, {
          phase: event.phase,
          reason: event.reason,
        });
      case "phase.passed":
        return say("phase.passed", `${event.record.phase} passed: ${event.summary}`, {
          phase: event.record.phase,
          record: event.record,
        });
      case "run": {
        const { tail, ...run } = event.run;
        const id = key.replaceAll("/", ".");
        const tailKey = `jobs/${jobId}/output/${starts}-${seq}.txt`;
        await this.#spine.env.ARTEFACTS.put(tailKey, tail, { httpMetadata: { contentType: "text/plain" } });
        this.#records.push(
          this.#spine.db
            .insert(phaseRuns)
            .values({ ...run, id, jobId, taskId: this.#job.taskId, phase: event.phase, tailKey, at })
            .onConflictDoNothing(),
        );
        const ended = run.exitCode === null ? "was stopped" : `exit ${run.exitCode}`;
        return say("run.recorded", `${run.name}: ${run.command}, ${ended}`, {
          phase: event.phase,
          runId: id,
          exitCode: run.exitCode,
          passed: run.passed,
          failed: run.failed,
        });
      }
      case "ended":
        return;
      default:
        return event satisfies never;
    }
  }

  async flush(): Promise<void> {
    if (!this.#dirty) return;
    const facts = this.#facts.splice(0);
    const records = this.#records.splice(0);
    const lines = this.#lines.splice(0);
    this.#dirty = false;
    await record(this.#spine, facts, [
      ...records,
      this.#spine.db
        .update(executorJobs)
        .set({ seq: this.#seq, updatedAt: this.#spine.now() })
        .where(and(eq(executorJobs.id, this.#job.id), eq(executorJobs.starts, this.#job.starts))),
    ]);
    if (lines.length > 0)
      await this.#spine.env.TASK_AGENT.getByName(this.#job.taskId).progress({ phase: this.#phase, lines });
  }
}
