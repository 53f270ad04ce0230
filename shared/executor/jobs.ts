import { and, eq, inArray, lt, sql } from "drizzle-orm";
import { z } from "zod";
import { executorJobs } from "../db/schema.ts";
import type { JobOutcome } from "../domain/fix.ts";
import { sha256 } from "../platform/digest.ts";
import { describeError, SignalboxError } from "../platform/errors.ts";
import { log } from "../platform/log.ts";
import { requireSetting } from "../platform/settings.ts";
import type { Spine } from "../spine/context.ts";
import { fact, hit, record } from "../spine/record.ts";
import { wakeTask } from "../spine/wake.ts";
import { askExecutor } from "./client.ts";
import { fullSpec } from "./full-spec.ts";
import { type JobResult, jobResultSchema } from "./protocol.ts";
import type { StoredSpec } from "./stored-spec.ts";

/** What the queue carries: the id; the job itself is recorded. */
export const jobMessage = z.strictObject({ jobId: z.string().min(1) });

export type JobRow = typeof executorJobs.$inferSelect;

/** Seconds until a job asks again for a place, when all are taken. */
const placeDelaySeconds = 3;

/** Records a job and puts it on its queue. Doing it twice is the same as once. */
export async function queueJob(spine: Spine, spec: StoredSpec): Promise<void> {
  const { jobId: id, taskId, mode } = spec;
  const specKey = `jobs/${id}/spec.json`;
  const now = spine.now();
  await spine.env.ARTEFACTS.put(specKey, JSON.stringify(spec));
  await record(
    spine,
    [
      fact(spine, taskId, `${id}/queued`, "job.queued", `${wordsOf(mode)} waits for a free place`, {
        jobId: id,
        mode,
      }),
    ],
    [
      spine.db
        .insert(executorJobs)
        .values({ id, taskId, mode, state: "queued", specKey, createdAt: now, updatedAt: now })
        .onConflictDoNothing(),
    ],
  );
  await spine.env.EXECUTION_TASKS.send({ jobId: id } satisfies z.infer<typeof jobMessage>);
}

function wordsOf(mode: JobRow["mode"]): string {
  return mode === "plan" ? "reading the code" : "carrying out the plan";
}

/**
 * Gives a queued job to an executor. Its token for Claude counts from before it leaves; whoever finds all places taken
 * puts it back on the queue. A start whose answer was lost is made again as the same one: the executor may have the job
 * already, and knows no other token than that start's.
 * @throws when the executor or GitHub doesn't answer: the queue tries again.
 */
export async function startJob(spine: Spine, jobId: string): Promise<void> {
  const job = await jobById(spine, jobId);
  if (!job) throw new SignalboxError("not_found", `the job ${jobId} is not recorded`);
  if (job.state !== "queued") return;
  const start = job.starts + 1;
  const token = await tokenOf(spine, jobId, start);
  // Before it counts as running: from then on an executor that doesn't know it has lost it.
  const body = JSON.stringify(await fullSpec(spine, job, token));
  const begun = await changeJob(spine, job, "queued", {
    state: "running",
    starts: start,
    seq: 0,
    tokenSha256: await sha256(token),
  });
  if (!begun) return;
  // Unless it was heard of meanwhile: then the executor has it.
  const putBack = async (): Promise<boolean> =>
    changeJob(spine, { id: jobId, starts: start, seq: 0 }, "running", {
      state: "queued",
      starts: job.starts,
    });
  let answer: Response;
  try {
    answer = await askExecutor(spine, jobId, `/jobs/${jobId}`, { method: "PUT", body });
  } catch (error) {
    if (await putBack()) throw error;
    return;
  }
  // 409: it is there already, from a start whose answer was lost.
  if (answer.ok || answer.status === 409) {
    await answer.body?.cancel();
    if ((await jobById(spine, jobId))?.state === "ended") return tellItIsOver(spine, job);
    await record(spine, [
      fact(spine, job.taskId, `${jobId}/started/${start}`, "job.started", `${wordsOf(job.mode)} has begun`, {
        jobId,
        mode: job.mode,
        start,
      }),
    ]);
    log.info("job.started", { taskId: job.taskId });
    await wakeTask(spine.env, job.taskId);
    return;
  }
  const problem = await answer.text();
  if (!(await putBack())) return;
  if (answer.status !== 429)
    throw new Error(`the executor answered ${answer.status}: ${problem.slice(0, 500)}`);
  await spine.env.EXECUTION_TASKS.send({ jobId } satisfies z.infer<typeof jobMessage>, {
    delaySeconds: placeDelaySeconds,
  });
}

/** Ends a job that nobody waits for any more. Whether its executor hears of that or not, its token is worth nothing. */
export async function cancelJob(spine: Spine, job: JobRow): Promise<void> {
  if (job.state === "running") await tellItIsOver(spine, job);
  await endJob(spine, job, { kind: "cancelled" });
}

async function tellItIsOver(spine: Spine, { id, taskId }: JobRow): Promise<void> {
  try {
    const answer = await askExecutor(spine, id, `/jobs/${id}`, { method: "DELETE" });
    await answer.body?.cancel();
  } catch (error) {
    log.warn("job.not_cancelled", { taskId, reason: describeError(error) });
  }
}

/** Ends what a task that is over has left with its executors. */
export async function endJobsOf(spine: Spine, taskId: string): Promise<void> {
  const open = await spine.db
    .select()
    .from(executorJobs)
    .where(and(eq(executorJobs.taskId, taskId), inArray(executorJobs.state, ["queued", "running"])));
  for (const job of open) await cancelJob(spine, job);
}

/** The same for the same start, and known to nobody who doesn't know the executor's own token. */
async function tokenOf(spine: Spine, jobId: string, start: number): Promise<string> {
  return sha256(`${requireSetting(spine.settings, "EXECUTOR_TOKEN")}\n${jobId}\n${start}`);
}

export async function jobById(spine: Spine, jobId: string): Promise<JobRow | undefined> {
  return spine.db.select().from(executorJobs).where(eq(executorJobs.id, jobId)).get();
}

/** The running job that a token belongs to: what may call Claude for its task. */
export async function jobByToken(spine: Spine, token: string): Promise<JobRow | null> {
  const row = await spine.db
    .select()
    .from(executorJobs)
    .where(eq(executorJobs.tokenSha256, await sha256(token)))
    .get();
  return row ?? null;
}

/** Changes a job that is as it was when it was looked at; false when it isn't any more. */
async function changeJob(
  spine: Spine,
  { id, starts, seq }: Pick<JobRow, "id" | "starts" | "seq">,
  from: JobRow["state"],
  set: Partial<Pick<JobRow, "state" | "starts" | "seq" | "tokenSha256" | "result">>,
): Promise<boolean> {
  const rows = await spine.db
    .update(executorJobs)
    .set({ ...set, updatedAt: spine.now() })
    .where(
      and(
        eq(executorJobs.id, id),
        eq(executorJobs.state, from),
        eq(executorJobs.starts, starts),
        eq(executorJobs.seq, seq),
      ),
    )
    .returning({ id: executorJobs.id });
  return hit(rows);
}

/** Ends a job with its result, which is kept in R2. Idempotent. */
export async function endJob(spine: Spine, job: JobRow, result: JobResult): Promise<void> {
  await spine.env.ARTEFACTS.put(resultKey(job.id), JSON.stringify(result));
  const outcome: JobOutcome = {
    kind: result.kind,
    phase: "phase" in result ? result.phase : null,
    code: "code" in result ? result.code : null,
    reason: "reason" in result ? result.reason : null,
  };
  await record(
    spine,
    [
      fact(spine, job.taskId, `${job.id}/ended`, "job.ended", endWords(job, outcome), {
        jobId: job.id,
        ...outcome,
      }),
    ],
    [
      spine.db
        .update(executorJobs)
        .set({ state: "ended", result: outcome, tokenSha256: null, updatedAt: spine.now() })
        .where(and(eq(executorJobs.id, job.id), inArray(executorJobs.state, ["queued", "running"]))),
    ],
  );
}

function endWords(job: JobRow, { kind, reason, phase }: JobOutcome): string {
  const what = wordsOf(job.mode);
  if (kind === "planned" || kind === "ready") return `${what} is finished`;
  if (kind === "failed") return `${what} failed in ${phase}: ${reason}`;
  return `${what} ended: ${kind.replaceAll("_", " ")}`;
}

function resultKey(jobId: string): string {
  return `jobs/${jobId}/result.json`;
}

/** How an ended job ended, with all of its result. */
export async function resultOf(spine: Spine, jobId: string): Promise<JobResult> {
  const body = await spine.env.ARTEFACTS.get(resultKey(jobId));
  if (!body) throw new SignalboxError("not_found", `the result of the job ${jobId} is gone`);
  return jobResultSchema.parse(await body.json());
}

const mostStarts = 6;

/** A job whose executor doesn't know it any more goes back on the queue: it goes on after its last phase. */
export async function restartLostJob(spine: Spine, job: JobRow, why: string): Promise<void> {
  if (job.starts >= mostStarts) {
    const reason = `its container was lost ${mostStarts} times: ${why}`;
    return endJob(spine, job, {
      kind: "failed",
      phase: job.mode === "plan" ? "plan" : "red",
      code: "internal",
      reason,
    });
  }
  await record(
    spine,
    [
      fact(
        spine,
        job.taskId,
        `${job.id}/lost/${job.starts}`,
        "job.lost",
        `its container was lost (${why}); another goes on`,
        {
          jobId: job.id,
          start: job.starts,
        },
      ),
    ],
    [
      spine.db
        .update(executorJobs)
        .set({ state: "queued", tokenSha256: null, updatedAt: spine.now() })
        .where(
          and(
            eq(executorJobs.id, job.id),
            eq(executorJobs.state, "running"),
            eq(executorJobs.starts, job.starts),
          ),
        ),
    ],
  );
  await spine.env.EXECUTION_TASKS.send({ jobId: job.id } satisfies z.infer<typeof jobMessage>);
}

/** Ends a job that no executor could be given, with the reason; its task tries again or fails with it. */
export async function failJob(spine: Spine, jobId: string, reason: string): Promise<void> {
  const job = await jobById(spine, jobId);
  if (!job || job.state === "ended") return;
  const phase = job.mode === "plan" ? "plan" : "red";
  await endJob(spine, job, { kind: "failed", phase, code: "internal", reason });
  await wakeTask(spine.env, job.taskId);
}

/** Long enough for any wait on the queue between two asks for a place. */
const silentMs = 60_000;

/** Puts jobs on their queue again that were recorded and got no further: local queues forget what they carry. */
export async function sweepJobs(spine: Spine): Promise<number> {
  const silent = await spine.db
    .update(executorJobs)
    .set({ updatedAt: spine.now() })
    .where(and(eq(executorJobs.state, "queued"), lt(executorJobs.updatedAt, sql`${spine.now() - silentMs}`)))
    .returning({ id: executorJobs.id });
  for (const { id } of silent)
    await spine.env.EXECUTION_TASKS.send({ jobId: id } satisfies z.infer<typeof jobMessage>);
  return silent.length;
}
