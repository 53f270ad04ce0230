import { peoplesKinds } from "../../policy/boundaries.ts";
import { defaultProject } from "../../policy/rules.ts";
import { retriedBy } from "../../domain/signal.ts";
import { spawnedBy } from "../../spine/spawn-errand.ts";
import type { Spine } from "../../spine/context.ts";
import { type Job, type Offer, type Offered, taking } from "../../spine/job.ts";
import { inspect } from "../../spine/verdict-input.ts";
import { contentTasks } from "../queues.ts";
import { notForPeople } from "./by-hand.ts";
import { receiveDigest } from "./receive-digest.ts";
import { actionForm, type ActionRequest, digestForm, type DigestRequest } from "./signals.ts";

const proposed = (label: string) =>
  taking(label, actionForm, async (spine, signal) => {
    const problem = whyNotProposed(spine, signal);
    return problem === null ? beginAction(spine, signal) : { kind: "decline", reason: problem };
  });

const takes = {
  "api.action": proposed("Proposed action"),
  "task.action": proposed("Action of a task"),
  "cron.digest": taking("Daily digest", digestForm, async (_spine, signal) => beginDigest(signal)),
} as const satisfies Job["takes"];

/** What an errand begins with; its workflow does something about each of them. */
export type ErrandSignal = keyof typeof takes;

/** One thing to do, and nothing to think about: an action that somebody, or a task, has proposed, or the day's digest. */
export const errand: Job = {
  name: "errand",
  queues: [contentTasks],
  workflow: (env) => env.ERRAND,
  // What jobs leave to it, they must be able to propose themselves: see beginAction.
  proposes: [...peoplesKinds, "sentry_resolve"],
  // It does exactly what somebody has written.
  revisable: false,
  takes,
  budgetUsd: ({ LLM_TASK_BUDGET_USD }) => LLM_TASK_BUDGET_USD,
  duties: { receiveDigest },
};

/** Why whoever proposes it must not: a person what only jobs do, or a job what is another's. What is done again was let before. */
function whyNotProposed({ jobs }: Spine, { id, kind, body }: Offered<ActionRequest>): string | null {
  const { kind: action } = body.request;
  if (kind === "api.action") return notForPeople(action);
  const taskId = spawnedBy(id);
  if (taskId === null) return retriedBy(id) === null ? "no task has asked for it" : null;
  const job = jobs.ofTask(taskId);
  return job?.proposes.some((one) => one === action)
    ? null
    : `${action} is nothing that ${job === null ? "a task without a job" : `the job ${job.name}`} proposes`;
}

function beginAction(spine: Spine, { kind, body }: Offered<ActionRequest>): Offer {
  const { kind: action, payload, project = defaultProject } = body.request;
  return {
    kind: "begin",
    task: {
      kind: action,
      title: inspect(spine, project, action, payload).seen?.preview.title ?? null,
      project,
      conversation: null,
      by: body.by,
      said:
        kind === "task.action"
          ? `${action} follows from a task`
          : `${body.by} proposed ${action} through the API`,
    },
  };
}

function beginDigest({ body: { day } }: Offered<DigestRequest>): Offer {
  return {
    kind: "begin",
    task: {
      kind: "digest",
      title: null,
      project: defaultProject,
      conversation: null,
      by: "signalbox",
      said: `the digest of ${day} is due`,
    },
  };
}
