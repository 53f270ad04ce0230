import { WorkflowEntrypoint, type WorkflowEvent, type WorkflowStep } from "cloudflare:workers";
import type { TaskParams } from "../../shared/spine/begun.ts";
import { DurableRun } from "../durable-run.ts";
import { runCycle } from "./run-cycle.ts";

/** A cycle that has something to do: what has changed in a project, and what follows from it. */
export class ProjectWatchWorkflow extends WorkflowEntrypoint<Env, TaskParams> {
  override async run(event: Readonly<WorkflowEvent<TaskParams>>, step: WorkflowStep): Promise<void> {
    await runCycle(await DurableRun.open(this.env, step, event.payload));
  }
}
