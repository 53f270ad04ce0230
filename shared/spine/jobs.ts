import type { SignalKind } from "../domain/signal.ts";

/** The jobs that have a workflow. A task's id begins with its job's name. */
export const jobs = ["editorial", "errand", "bug-fix"] as const;
export type Job = (typeof jobs)[number];

/** Whether a job can make another version of what it proposed; an errand does exactly what somebody has written. */
export const revisable: Record<Job, boolean> = { editorial: true, errand: false, "bug-fix": true };

/** Which job a kind of signal is for. */
export const jobOfSignal = {
  "slack.mention": "editorial",
  "slack.message": "editorial",
  "slack.command": "editorial",
  "api.action": "errand",
  "api.request": "editorial",
  "api.reply": "editorial",
  "cron.digest": "errand",
  "sentry.issue": "bug-fix",
  "sentry.event_alert": "bug-fix",
  "sentry.error": "bug-fix",
  "sentry.metric_alert": "bug-fix",
  "jira.labelled": "bug-fix",
  "slack.agent": "bug-fix",
  "github.labelled": "bug-fix",
  "github.mention": "bug-fix",
  "github.comment": "bug-fix",
  "github.closed": "bug-fix",
  "github.checks": "bug-fix",
  "api.bug": "bug-fix",
  "task.action": "errand",
} as const satisfies Record<SignalKind, Job>;

export function jobOfTask(taskId: string): Job | null {
  return jobs.find((job) => taskId.startsWith(`${job}-`)) ?? null;
}

/** The workflow of a job: its instances have the tasks' ids. */
export function workflowOf(env: Pick<Env, WorkflowBinding>, job: Job): Workflow<{ taskId: string }> {
  return { editorial: env.EDITORIAL, errand: env.ERRAND, "bug-fix": env.BUG_FIX }[job];
}

export type WorkflowBinding = "EDITORIAL" | "ERRAND" | "BUG_FIX";

/** The queues that signals wait on, by job. */
const queueNames = {
  editorial: "content-tasks",
  errand: "content-tasks",
  "bug-fix": "planning-tasks",
} as const satisfies Record<Job, string>;

/** The name of the queue that a kind of signal waits on. */
export function queueName(kind: SignalKind): (typeof queueNames)[Job] {
  return queueNames[jobOfSignal[kind]];
}

/** The queue that a kind of signal waits on. */
export function queueOf(env: Pick<Env, "CONTENT_TASKS" | "PLANNING_TASKS">, kind: SignalKind): Queue {
  return { "content-tasks": env.CONTENT_TASKS, "planning-tasks": env.PLANNING_TASKS }[queueName(kind)];
}
