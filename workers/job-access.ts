import { eq } from "drizzle-orm";
import { tasks } from "../shared/db/schema.ts";
import { isFinal } from "../shared/domain/task.ts";
import { jobByToken, type JobRow } from "../shared/executor/jobs.ts";
import { SignalboxError } from "../shared/platform/errors.ts";
import type { Spine } from "../shared/spine/context.ts";

/** A job that is under way, with the project whose money it spends. */
export interface JobAtWork {
  job: JobRow;
  project: string;
}

/**
 * The job that calls, by the token that it was given when it started: a bearer token, or `x-api-key`, as programs for
 * Claude send it.
 * @throws SignalboxError `unauthorized` for a token that is no job's; `conflict` when the job, or its task, is over.
 */
export async function jobAtWork(spine: Spine, headers: Headers): Promise<JobAtWork> {
  const bearer = /^Bearer (.+)$/i.exec(headers.get("authorization") ?? "")?.[1];
  const token = bearer ?? headers.get("x-api-key");
  const job = token === null ? null : await jobByToken(spine, token);
  if (job === null) throw new SignalboxError("unauthorized", "this token is no running job's");
  if (job.state !== "running") throw new SignalboxError("conflict", `the job ${job.id} is ${job.state}`);
  const task = await spine.db
    .select({ project: tasks.project, status: tasks.status, cancel: tasks.cancel })
    .from(tasks)
    .where(eq(tasks.id, job.taskId))
    .get();
  if (task === undefined || task.cancel !== null || isFinal(task.status))
    throw new SignalboxError("conflict", `the task of the job ${job.id} is over`);
  return { job, project: task.project };
}
