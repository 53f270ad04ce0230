import { z } from "zod";
import { contentTasks } from "../../shared/jobs/queues.ts";
import { defaultProject } from "../../shared/policy/rules.ts";
import { type Job, type Offer, type Offered, taking } from "../../shared/spine/job.ts";
import type { SignalForm } from "../../shared/spine/signal-form.ts";

const failure = z.strictObject({ service: z.string(), branch: z.string() });
type Failure = z.infer<typeof failure>;

const failureForm: SignalForm<Failure> = {
  schema: failure,
  words: ({ service, branch }) => `${service} could not be deployed from ${branch}`,
};

/** A job that says yes or no. Its workflow would be `env.WATCH`, once wrangler.toml binds it: see workflow.ts. */
export const watch: Job = {
  name: "watch",
  queues: [contentTasks],
  workflow: (env) => env.ERRAND,
  proposes: [],
  revisable: false,
  takes: {
    "render.failed": taking("Failed deployment", failureForm, async (_spine, signal) => offered(signal)),
  },
  budgetUsd: () => 0,
  duties: {},
};

function offered({ body: { service, branch } }: Offered<Failure>): Offer {
  if (branch !== "main") return { kind: "decline", reason: `only main is watched, not ${branch}` };
  return {
    kind: "begin",
    task: {
      kind: "failed_deployment",
      title: service,
      project: defaultProject,
      conversation: null,
      by: "signalbox",
      said: `${service} could not be deployed`,
    },
  };
}
