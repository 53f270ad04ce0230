import { and, eq, inArray, lt, sql } from "drizzle-orm";
import { z } from "zod";
import { executorAssignments } from "../db/schema.ts";
import type { AssignmentOutcome } from "../domain/fix.ts";
import { sha256 } from "../platform/digest.ts";
import { describeError, SignalboxError } from "../platform/errors.ts";
import { log } from "../platform/log.ts";
import { requireSetting } from "../platform/config.ts";
import type { Spine } from "../spine/context.ts";
import type { Ground } from "../spine/ground.ts";
import { fact, hit, record } from "../spine/record.ts";
import { wakeTask } from "../spine/wake.ts";
import { askExecutor } from "./client.ts";
import type { AssignmentRow } from "./assignment-row.ts";
import { fullSpec } from "./full-spec.ts";
import { type AssignmentResult, assignmentResultSchema } from "./protocol.ts";
import type { StoredSpec } from "./stored-spec.ts";

/** What the queue carries: the id; the assignment itself is recorded. */
export const assignmentMessage = z.strictObject({ assignmentId: z.string().min(1) });

/** Seconds until an assignment asks again for a place, when all are taken. */
const placeDelaySeconds = 3;

/** Records an assignment and puts it on its queue. Doing it twice is the same as once. */
export async function queueAssignment(spine: Ground, spec: StoredSpec): Promise<void> {
  const { assignmentId: id, taskId, mode } = spec;
  const specKey = `jobs/${id}/spec.json`;
  const now = spine.now();
  await spine.env.ARTEFACTS.put(specKey, JSON.stringify(spec));
  await record(
    spine,
    [
      fact(spine, taskId, `${id}/queued`, "assignment.queued", `${wordsOf(mode)} waits for a free place`, {
        assignmentId: id,
        mode,
      }),
    ],
    [
      spine.db
        .insert(executorAssignments)
        .values({ id, taskId, mode, state: "queued", specKey, createdAt: now, updatedAt: now })
        .onConflictDoNothing(),
    ],
  );
  await spine.env.EXECUTION_TASKS.send({ assignmentId: id } satisfies z.infer<typeof assignmentMessage>);
}

function wordsOf(mode: AssignmentRow["mode"]): string {
  return mode === "plan" ? "reading the code" : "carrying out the plan";
}

/**
 * Gives a queued assignment to an executor. Its token for Claude counts from before it leaves; whoever finds all places taken
 * puts it back on the queue. A start whose answer was lost is made again as the same one: the executor may have the assignment
 * already, and knows no other token than that start's.
 * @throws when the executor or GitHub doesn't answer: the queue tries again.
 */
export async function startAssignment(spine: Spine, assignmentId: string): Promise<void> {
  const assignment = await assignmentById(spine, assignmentId);
  if (!assignment) throw new SignalboxError("not_found", `the assignment ${assignmentId} is not recorded`);
  if (assignment.state !== "queued") return;
  const start = assignment.starts + 1;
  const token = await tokenOf(spine, assignmentId, start);
  // Before it counts as running: from then on an executor that doesn't know it has lost it.
  const body = JSON.stringify(await fullSpec(spine, assignment, token));
  const begun = await changeAssignment(spine, assignment, "queued", {
    state: "running",
    starts: start,
    seq: 0,
    tokenSha256: await sha256(token),
  });
  if (!begun) return;
  // Unless it was heard of meanwhile: then the executor has it.
  const putBack = async (): Promise<boolean> =>
    changeAssignment(spine, { id: assignmentId, starts: start, seq: 0 }, "running", {
      state: "queued",
      starts: assignment.starts,
    });
  let answer: Response;
  try {
    answer = await askExecutor(spine, assignmentId, `/assignments/${assignmentId}`, { method: "PUT", body });
  } catch (error) {
    if (await putBack()) throw error;
    return;
  }
  // 409: it is there already, from a start whose answer was lost.
  if (answer.ok || answer.status === 409) {
    await answer.body?.cancel();
    if ((await assignmentById(spine, assignmentId))?.state === "ended")
      return tellItIsOver(spine, assignment);
    await record(spine, [
      fact(
        spine,
        assignment.taskId,
        `${assignmentId}/started/${start}`,
        "assignment.started",
        `${wordsOf(assignment.mode)} has begun`,
        {
          assignmentId,
          mode: assignment.mode,
          start,
        },
      ),
    ]);
    log.info("assignment.started", { taskId: assignment.taskId });
    await wakeTask(spine, assignment.taskId);
    return;
  }
  const problem = await answer.text();
  if (!(await putBack())) return;
  if (answer.status !== 429)
    throw new Error(`the executor answered ${answer.status}: ${problem.slice(0, 500)}`);
  await spine.env.EXECUTION_TASKS.send({ assignmentId } satisfies z.infer<typeof assignmentMessage>, {
    delaySeconds: placeDelaySeconds,
  });
}

/** Ends an assignment that nobody waits for any more. Whether its executor hears of that or not, its token is worth nothing. */
export async function cancelAssignment(spine: Spine, assignment: AssignmentRow): Promise<void> {
  if (assignment.state === "running") await tellItIsOver(spine, assignment);
  await endAssignment(spine, assignment, { kind: "cancelled" });
}

async function tellItIsOver(spine: Spine, { id, taskId }: AssignmentRow): Promise<void> {
  try {
    const answer = await askExecutor(spine, id, `/assignments/${id}`, { method: "DELETE" });
    await answer.body?.cancel();
  } catch (error) {
    log.warn("assignment.not_cancelled", { taskId, reason: describeError(error) });
  }
}

/** Ends what a task that is over has left with its executors. */
export async function endAssignmentsOf(spine: Spine, taskId: string): Promise<void> {
  const open = await spine.db
    .select()
    .from(executorAssignments)
    .where(
      and(eq(executorAssignments.taskId, taskId), inArray(executorAssignments.state, ["queued", "running"])),
    );
  for (const assignment of open) await cancelAssignment(spine, assignment);
}

/** The same for the same start, and known to nobody who doesn't know the executor's own token. */
async function tokenOf(spine: Spine, assignmentId: string, start: number): Promise<string> {
  return sha256(`${requireSetting(spine.settings, "EXECUTOR_TOKEN")}\n${assignmentId}\n${start}`);
}

export async function assignmentById(
  spine: Ground,
  assignmentId: string,
): Promise<AssignmentRow | undefined> {
  return spine.db.select().from(executorAssignments).where(eq(executorAssignments.id, assignmentId)).get();
}

/** The running assignment that a token belongs to: what may call Claude for its task. */
export async function assignmentByToken(spine: Spine, token: string): Promise<AssignmentRow | null> {
  const row = await spine.db
    .select()
    .from(executorAssignments)
    .where(eq(executorAssignments.tokenSha256, await sha256(token)))
    .get();
  return row ?? null;
}

/** Changes an assignment that is as it was when it was looked at; false when it isn't any more. */
async function changeAssignment(
  spine: Spine,
  { id, starts, seq }: Pick<AssignmentRow, "id" | "starts" | "seq">,
  from: AssignmentRow["state"],
  set: Partial<Pick<AssignmentRow, "state" | "starts" | "seq" | "tokenSha256" | "result">>,
): Promise<boolean> {
  const rows = await spine.db
    .update(executorAssignments)
    .set({ ...set, updatedAt: spine.now() })
    .where(
      and(
        eq(executorAssignments.id, id),
        eq(executorAssignments.state, from),
        eq(executorAssignments.starts, starts),
        eq(executorAssignments.seq, seq),
      ),
    )
    .returning({ id: executorAssignments.id });
  return hit(rows);
}

/** Ends an assignment with its result, which is kept in R2. Idempotent. */
export async function endAssignment(
  spine: Spine,
  assignment: AssignmentRow,
  result: AssignmentResult,
): Promise<void> {
  await spine.env.ARTEFACTS.put(resultKey(assignment.id), JSON.stringify(result));
  const outcome: AssignmentOutcome = {
    kind: result.kind,
    phase: "phase" in result ? result.phase : null,
    code: "code" in result ? result.code : null,
    reason: "reason" in result ? result.reason : null,
  };
  await record(
    spine,
    [
      fact(
        spine,
        assignment.taskId,
        `${assignment.id}/ended`,
        "assignment.ended",
        endWords(assignment, outcome),
        {
          assignmentId: assignment.id,
          ...outcome,
        },
      ),
    ],
    [
      spine.db
        .update(executorAssignments)
        .set({ state: "ended", result: outcome, tokenSha256: null, updatedAt: spine.now() })
        .where(
          and(
            eq(executorAssignments.id, assignment.id),
            inArray(executorAssignments.state, ["queued", "running"]),
          ),
        ),
    ],
  );
}

function endWords(assignment: AssignmentRow, { kind, reason, phase }: AssignmentOutcome): string {
  const what = wordsOf(assignment.mode);
  if (kind === "planned" || kind === "ready") return `${what} is finished`;
  if (kind === "failed") return `${what} failed in ${phase}: ${reason}`;
  return `${what} ended: ${kind.replaceAll("_", " ")}`;
}

function resultKey(assignmentId: string): string {
  return `jobs/${assignmentId}/result.json`;
}

/** How an ended assignment ended, with all of its result. */
export async function resultOf(spine: Spine, assignmentId: string): Promise<AssignmentResult> {
  const body = await spine.env.ARTEFACTS.get(resultKey(assignmentId));
  if (!body) throw new SignalboxError("not_found", `the result of the assignment ${assignmentId} is gone`);
  return assignmentResultSchema.parse(await body.json());
}

const mostStarts = 6;

/** An assignment whose executor doesn't know it any more goes back on the queue: it goes on after its last phase. */
export async function restartLostAssignment(
  spine: Spine,
  assignment: AssignmentRow,
  why: string,
): Promise<void> {
  if (assignment.starts >= mostStarts) {
    const reason = `its container was lost ${mostStarts} times: ${why}`;
    return endAssignment(spine, assignment, {
      kind: "failed",
      phase: assignment.mode === "plan" ? "plan" : "red",
      code: "internal",
      reason,
    });
  }
  await record(
    spine,
    [
      fact(
        spine,
        assignment.taskId,
        `${assignment.id}/lost/${assignment.starts}`,
        "assignment.lost",
        `its container was lost (${why}); another goes on`,
        {
          assignmentId: assignment.id,
          start: assignment.starts,
        },
      ),
    ],
    [
      spine.db
        .update(executorAssignments)
        .set({ state: "queued", tokenSha256: null, updatedAt: spine.now() })
        .where(
          and(
            eq(executorAssignments.id, assignment.id),
            eq(executorAssignments.state, "running"),
            eq(executorAssignments.starts, assignment.starts),
          ),
        ),
    ],
  );
  await spine.env.EXECUTION_TASKS.send({ assignmentId: assignment.id } satisfies z.infer<
    typeof assignmentMessage
  >);
}

/** Ends an assignment that no executor could be given, with the reason; its task tries again or fails with it. */
export async function failAssignment(spine: Spine, assignmentId: string, reason: string): Promise<void> {
  const assignment = await assignmentById(spine, assignmentId);
  if (!assignment || assignment.state === "ended") return;
  const phase = assignment.mode === "plan" ? "plan" : "red";
  await endAssignment(spine, assignment, { kind: "failed", phase, code: "internal", reason });
  await wakeTask(spine, assignment.taskId);
}

/** Long enough for any wait on the queue between two asks for a place. */
const silentMs = 60_000;

/** Puts assignments on their queue again that were recorded and got no further: local queues forget what they carry. */
export async function sweepAssignments(spine: Spine): Promise<number> {
  const silent = await spine.db
    .update(executorAssignments)
    .set({ updatedAt: spine.now() })
    .where(
      and(
        eq(executorAssignments.state, "queued"),
        lt(executorAssignments.updatedAt, sql`${spine.now() - silentMs}`),
      ),
    )
    .returning({ id: executorAssignments.id });
  for (const { id } of silent)
    await spine.env.EXECUTION_TASKS.send({ assignmentId: id } satisfies z.infer<typeof assignmentMessage>);
  return silent.length;
}
