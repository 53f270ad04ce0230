import type { Change } from "../change/change.ts";
import type { DurableRun } from "../durable-run.ts";
import type { Agreed } from "./agree-on-plan.ts";
import type { BugTask } from "./bug-task.ts";
import { executeSpec, runName } from "./execute.ts";
import { showReady } from "./show-ready.ts";

/** The change that an agreed plan leads to. */
export function changeOf(run: DurableRun, task: BugTask, agreed: Agreed): Change {
  const { repository, base, pullRequest, revision } = agreed.payload;
  return {
    repository,
    base,
    pullRequest,
    url: agreed.url,
    run: runName(revision),
    spec: (assignmentId, about) => executeSpec(run, agreed.payload, assignmentId, about),
    show: async (ready, step) => showReady(run, task, agreed, ready, step),
  };
}
