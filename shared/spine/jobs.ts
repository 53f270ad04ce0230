import type { SignalKind } from "../domain/signal.ts";

/** The jobs that have a workflow. A task's id begins with its job's name. */
export const jobs = ["editorial", "errand"] as const;
export type Job = (typeof jobs)[number];

/** Whether a job can make another version of what it proposed; an errand does exactly what somebody has written. */
export const revisable: Record<Job, boolean> = { editorial: true, errand: false };

/** Which job a kind of signal is for. */
export const jobOfSignal = {
  "slack.mention": "editorial",
  "slack.message": "editorial",
  "slack.command": "editorial",
  "api.action": "errand",
  "api.request": "editorial",
  "api.reply": "editorial",
  "cron.digest": "errand",
} as const satisfies Record<SignalKind, Job>;

export function jobOfTask(taskId: string): Job | null {
  return jobs.find((job) => taskId.startsWith(`${job}-`)) ?? null;
}

/** The workflow of a job: its instances have the tasks' ids. */
export function workflowOf(env: Pick<Env, "EDITORIAL" | "ERRAND">, job: Job): Workflow<{ taskId: string }> {
  return { editorial: env.EDITORIAL, errand: env.ERRAND }[job];
}
