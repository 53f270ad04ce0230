import { WorkflowEntrypoint, type WorkflowEvent, type WorkflowStep } from "cloudflare:workers";
import type { TaskParams } from "../../shared/spine/begun.ts";
import { DurableRun } from "../durable-run.ts";
import { type Ending, runTask } from "../run-task.ts";
import { agreeOnPlan } from "./agree-on-plan.ts";
import { beginDelivery } from "./begin-delivery.ts";
import { plannedEnding } from "./planned-ending.ts";
import { settleRequirements } from "./settle-requirements.ts";

/** A delivery, from the documents to what is built of them: read what is wanted, ask what is open, design, have people agree. */
export class DeliveryWorkflow extends WorkflowEntrypoint<Env, TaskParams> {
  override async run(event: Readonly<WorkflowEvent<TaskParams>>, step: WorkflowStep): Promise<void> {
    const run = await DurableRun.open(this.env, step, event.payload);
    await runTask(run, async () => deliver(run));
  }
}

async function deliver(run: DurableRun): Promise<Ending> {
  const begun = await beginDelivery(run);
  await settleRequirements(run, begun);
  return plannedEnding(run, begun, await agreeOnPlan(run, begun));
}
