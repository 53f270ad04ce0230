import { WorkflowEntrypoint, type WorkflowEvent, type WorkflowStep } from "cloudflare:workers";
import type { TaskParams } from "../../shared/spine/begun.ts";
import { DurableRun } from "../durable-run.ts";
import { beginTask } from "./editorial-task.ts";
import { understand } from "./understand.ts";
import { runTask } from "../run-task.ts";
import { write } from "./write.ts";

/**
 * The editorial desk: understand the request, hand it to the kind of work it is, report.
 * Every outside effect goes through the interlocking, and every wait survives a restart.
 */
export class EditorialWorkflow extends WorkflowEntrypoint<Env, TaskParams> {
  override async run(event: Readonly<WorkflowEvent<TaskParams>>, step: WorkflowStep): Promise<void> {
    const run = await DurableRun.open(this.env, step, event.payload);
    await runTask(run, async () => {
      const { requester, words, routed } = await beginTask(run);
      const understood = await understand(run, requester, words, routed);
      if (understood.kind === "rejected") return understood;
      const { of, task, acknowledged } = understood;
      return of.with(async (kind) => write(run, task, kind, acknowledged));
    });
  }
}
