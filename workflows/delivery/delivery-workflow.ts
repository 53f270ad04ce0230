import { WorkflowEntrypoint, type WorkflowEvent, type WorkflowStep } from "cloudflare:workers";
import { storyWork } from "../../shared/jobs/delivery/stories/begin-story.ts";
import type { TaskParams } from "../../shared/spine/begun.ts";
import { DurableRun } from "../durable-run.ts";
import { type Ending, runTask, startTask, type TaskStart } from "../run-task.ts";
import { agreeOnPlan } from "./agree-on-plan.ts";
import { beginDelivery } from "./begin-delivery.ts";
import { buildStories } from "./build-stories.ts";
import { endDelivered, endUnbuilt } from "./end-delivery.ts";
import { keepAgreed } from "./keep-agreed.ts";
import { makeRepository } from "./make-repository.ts";
import { settleRequirements } from "./settle-requirements.ts";
import { buildStory } from "./story/build-story.ts";
import { type Again, isDesignAlone, takeAgain } from "./take-again.ts";

/**
 * A delivery, from the documents to what is built of them: read what is wanted, ask what is open, design, have people agree, and have each
 * story built. A story is a task of the same job, and an instance of its own.
 */
export class DeliveryWorkflow extends WorkflowEntrypoint<Env, TaskParams> {
  override async run(event: Readonly<WorkflowEvent<TaskParams>>, step: WorkflowStep): Promise<void> {
    const run = await DurableRun.open(this.env, step, event.payload);
    await runTask(run, async () => {
      const start = await startTask(run);
      return start.work === storyWork ? buildStory(run, start) : deliver(run, start);
    });
  }
}

async function deliver(run: DurableRun, start: TaskStart): Promise<Ending> {
  const begun = await beginDelivery(run, start);
  let again: Again | null = null;
  for (let edition = 1; ; edition++) {
    if (again === null || !isDesignAlone(again)) await settleRequirements(run, begun, edition, again);
    const decided = await agreeOnPlan(run, begun, edition, again);
    if (decided.kind === "empty" && again === null) return endUnbuilt(run, begun, decided.reason);
    if (decided.kind !== "applied" && again === null)
      return endUnbuilt(run, begun, `the plan was ${decided.kind}: ${decided.reason}`);
    if (decided.kind !== "applied" && again !== null) await keepAgreed(run, edition, again, decided);
    const repository = await makeRepository(run, begun, edition);
    if (repository.kind === "not_made") return endUnbuilt(run, begun, repository.reason);
    if ((await buildStories(run, begun, edition)) === "over") return endDelivered(run, begun);
    again = await takeAgain(run, edition);
  }
}
