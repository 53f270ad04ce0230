import { type Job, taking } from "../../spine/job.ts";
import { planningTasks } from "../queues.ts";
import { beginCycle } from "./cycle/begin-cycle.ts";
import { hearEvent } from "./cycle/hear-event.ts";
import { startDueCycles } from "./cycle/start-due-cycles.ts";
import { tellSources } from "./cycle/tell-sources.ts";
import { proposableKinds } from "./thinking/thought.ts";
import { projectWatchName } from "./name.ts";
import { watchCycleForm, watchCycleKind, watchHeardForm, watchHeardKind } from "./signals.ts";

/** Watching projects: what changes in their tickets and mails, and what follows for their RAID log. */
export const projectWatch: Job = {
  name: projectWatchName,
  queues: [planningTasks],
  workflow: (env) => env.PROJECT_WATCH,
  proposes: ["artefact_update", "email_internal", ...proposableKinds],
  revisable: false,
  takes: {
    [watchCycleKind]: taking("Cycle of a watch", watchCycleForm, beginCycle),
    [watchHeardKind]: taking("Event of a watched project", watchHeardForm, hearEvent),
  },
  budgetUsd: ({ LLM_TASK_BUDGET_USD }) => LLM_TASK_BUDGET_USD,
  duties: { startDueCycles, tellSources },
};
