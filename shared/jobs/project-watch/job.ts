import { type Job, type Offer, type Offered, taking } from "../../spine/job.ts";
import { planningTasks } from "../queues.ts";
import {
  type WatchCycle,
  watchCycleForm,
  watchCycleKind,
  watchHeardForm,
  watchHeardKind,
} from "./signals.ts";

/** Watching projects: what changes in their tickets and mails, and what follows for their RAID log. */
export const projectWatch: Job = {
  name: "project-watch",
  queue: planningTasks,
  workflow: (env) => env.PROJECT_WATCH,
  revisable: false,
  takes: {
    [watchCycleKind]: taking("Cycle of a watch", watchCycleForm, async (_spine, signal) =>
      beginCycle(signal),
    ),
    [watchHeardKind]: taking("Event of a watched project", watchHeardForm, async () => ({
      kind: "decline",
      reason: "the project is not watched",
    })),
  },
  budgetUsd: ({ LLM_TASK_BUDGET_USD }) => LLM_TASK_BUDGET_USD,
  duties: {},
};

function beginCycle({ body }: Offered<WatchCycle>): Offer {
  return {
    kind: "begin",
    task: {
      kind: "watch_cycle",
      title: `${body.project}: ${body.rehearsal ? "a look back" : "what has changed"}`,
      project: body.project,
      conversation: null,
      by: "signalbox",
      said: watchCycleForm.words(body),
    },
  };
}
