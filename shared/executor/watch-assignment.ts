import { and, eq } from "drizzle-orm";
import { EventSourceParserStream } from "eventsource-parser/stream";
import type { Statement } from "../db/ledger.ts";
import { executorAssignments, phaseRuns, tasks } from "../db/schema.ts";
import type { LedgerEntry } from "../domain/ledger.ts";
import type { Cancel, LiveWork } from "../domain/task.ts";
import { describeError } from "../platform/errors.ts";
import type { Spine } from "../spine/context.ts";
import { fact, record } from "../spine/record.ts";
import { heldUp, openStops } from "../spine/stops.ts";
import { askExecutor } from "./client.ts";
import { assignmentById } from "./assignments.ts";
import { cancelAssignment, endAssignment, restartLostAssignment } from "./end-assignment.ts";
import type { AssignmentRow } from "./assignment-row.ts";
import { haltAssignment } from "./halt-assignments.ts";
import { stopOfAssignment } from "./stop-of-assignment.ts";
import { runOf } from "./full-spec.ts";
import { type AssignmentResult, type NumberedEvent, numberedEventSchema } from "./protocol.ts";
import { firstPhaseOf, type Phase } from "../domain/phase.ts";

/** What a look at an assignment has shown. */
export type Watched =
  | { kind: "ended" }
  /** It waits for a place. */
  | { kind: "queued" }
  /** It goes on: look again. */
  | { kind: "running" }
  | { kind: "unreachable"; reason: string }
  | { kind: "cancelled"; cancel: Cancel }
  /** It waits for its place until the stop is over. */
  | ReturnType<typeof heldUp>;

/** How long one look lasts: a step of a workflow must end. */
const lookMs = 45_000;
/** What happens is written and shown at most so often. */
const flushMs = 700;
/** How long an executor may say nothing at all, not even that it is alive. */
const silenceMs = 30_000;
/** So long after an assignment was sent an executor may not know it yet. */
const arrivalMs = 15_000;

/**
 * Follows an assignment for a while: its phases and its evidence are recorded as they come, and whoever looks at the task sees
 * them. Ends early when the assignment does, or when its task was cancelled or is stopped. Looking again goes on after the last event that
 * is recorded, so nothing is lost and nothing counts twice.
 */
export async function watchAssignment(spine: Spine, assignmentId: string): Promise<Watched> {
  const assignment = await assignmentById(spine, assignmentId);
  if (!assignment) throw new Error(`the assignment ${assignmentId} is not recorded`);
  if (assignment.state === "ended") return { kind: "ended" };
  const early = await endEarly(spine, assignment);
  if (early !== null) return early;
  if (assignment.state !== "running") return { kind: "queued" };
  const follower = new Follower(spine, assignment);
  const patience = new AbortController();
  let silence = setTimeout(() => patience.abort(), silenceMs);
  try {
    const response = await askExecutor(spine, assignmentId, `/assignments/${assignmentId}/events`, {
      headers: { "last-event-id": String(assignment.seq) },
      signal: patience.signal,
    });
    if (response.status === 404) {
      if (assignment.seq === 0 && spine.now() - assignment.updatedAt < arrivalMs)
        return { kind: "unreachable", reason: "the executor does not know the assignment yet" };
      await restartLostAssignment(spine, assignment, "the executor does not know it");
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
        new TransformStream<Uint8Array<ArrayBuffer>, Uint8Array<ArrayBuffer>>({
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

/** Ends what runs for a task that was cancelled, or that is stopped. Null: it may go on. */
async function endEarly(spine: Spine, assignment: AssignmentRow): Promise<Watched | null> {
  const { db } = spine;
  const [[task], stops] = await db.batch([
    db
      .select({ project: tasks.project, cancel: tasks.cancel })
      .from(tasks)
      .where(eq(tasks.id, assignment.taskId)),
    openStops(db),
  ]);
  if (task === undefined) return null;
  if (task.cancel !== null) {
    await cancelAssignment(spine, assignment);
    return { kind: "cancelled", cancel: task.cancel };
  }
  const stop = stopOfAssignment(spine, assignment, task.project, stops);
  if (stop === null) return null;
  if (assignment.state !== "running") return heldUp(stop);
  await haltAssignment(spine, assignment);
  return { kind: "ended" };
}

/** Turns an assignment's events into records, a batch at a time. */
class Follower {
  readonly #spine: Spine;
  readonly #assignment: AssignmentRow;
  #facts: LedgerEntry[] = [];
  #records: Statement[] = [];
  #lines: LiveWork["lines"] = [];
  #phase: Phase;
  #seq: number;
  #dirty = false;

  constructor(spine: Spine, assignment: AssignmentRow) {
    this.#spine = spine;
    this.#assignment = assignment;
    this.#seq = assignment.seq;
    this.#phase = firstPhaseOf(assignment.mode);
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
          return { kind: "unreachable", reason: "the executor broke off before the assignment had ended" };
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
      const early = await endEarly(this.#spine, this.#assignment);
      if (early !== null) return early;
    }
    await this.flush();
    return { kind: "running" };
  }

  /** An executor whose calls were refused ends as one without money would: why is known here. */
  async #end(result: AssignmentResult): Promise<Watched> {
    const early = result.kind === "out_of_budget" ? await endEarly(this.#spine, this.#assignment) : null;
    if (early !== null) return early;
    await endAssignment(this.#spine, this.#assignment, result);
    return { kind: "ended" };
  }

  async #take({ seq, at, event }: NumberedEvent): Promise<void> {
    const { id: assignmentId, starts } = this.#assignment;
    const key = `${assignmentId}/${starts}/${seq}`;
    const say = (type: LedgerEntry["type"], summary: string, data: Record<string, unknown>): void => {
      this.#facts.push({
        ...fact(this.#spine, this.#assignment.taskId, key, type, summary, {
          assignmentId,
          run: runOf(assignmentId),
          ...data,
        }),
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
        const tailKey = `jobs/${assignmentId}/output/${starts}-${seq}.txt`;
        await this.#spine.env.ARTEFACTS.put(tailKey, tail, { httpMetadata: { contentType: "text/plain" } });
        this.#records.push(
          this.#spine.db
            .insert(phaseRuns)
            .values({
              ...run,
              id,
              assignmentId,
              taskId: this.#assignment.taskId,
              phase: event.phase,
              tailKey,
              at,
            })
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
        .update(executorAssignments)
        .set({ seq: this.#seq, updatedAt: this.#spine.now() })
        .where(
          and(
            eq(executorAssignments.id, this.#assignment.id),
            eq(executorAssignments.starts, this.#assignment.starts),
          ),
        ),
    ]);
    if (lines.length > 0)
      await this.#spine.env.TASK_AGENT.getByName(this.#assignment.taskId).progress({
        phase: this.#phase,
        lines,
      });
  }
}
