import { WorkflowEntrypoint, type WorkflowEvent, type WorkflowStep } from "cloudflare:workers";
import type { TaskParams } from "../../shared/spine/begun.ts";
import { DurableRun } from "../durable-run.ts";
import { runTask, startTask } from "../run-task.ts";
import { errands } from "./registry.ts";

/** One thing to do, and nothing to think about. */
export class ErrandWorkflow extends WorkflowEntrypoint<Env, TaskParams> {
  override async run(event: Readonly<WorkflowEvent<TaskParams>>, step: WorkflowStep): Promise<void> {
    const run = await DurableRun.open(this.env, step, event.payload);
    await runTask(run, async () => {
      const start = await startTask(run);
      const errand = errands.get(start.kind);
      if (errand === undefined)
        throw new Error(`${run.taskId} began with a ${start.kind}, which is no errand`);
      return errand(run, start);
    });
  }
}
