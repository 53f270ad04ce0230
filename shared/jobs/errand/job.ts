import { defaultProject } from "../../policy/rules.ts";
import type { Spine } from "../../spine/context.ts";
import { type Job, type Offer, type Offered, taking } from "../../spine/job.ts";
import { inspect } from "../../spine/verdict-input.ts";
import { contentTasks } from "../queues.ts";
import { receiveDigest } from "./receive-digest.ts";
import { actionForm, type ActionRequest, digestForm, type DigestRequest } from "./signals.ts";

const proposed = (label: string) =>
  taking(label, actionForm, async (spine, signal) => beginAction(spine, signal));

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
  queue: contentTasks,
  workflow: (env) => env.ERRAND,
  // It does exactly what somebody has written.
  revisable: false,
  takes,
  budgetUsd: ({ LLM_TASK_BUDGET_USD }) => LLM_TASK_BUDGET_USD,
  duties: { receiveDigest },
};

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
