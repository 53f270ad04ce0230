import { WorkflowEntrypoint, type WorkflowEvent, type WorkflowStep } from "cloudflare:workers";
import { mrkdwn } from "../../shared/integrations/slack/mrkdwn.ts";
import type { TaskParams } from "../../shared/spine/begun.ts";
import { DurableRun } from "../../workflows/durable-run.ts";
import { runTask, startTask } from "../../workflows/run-task.ts";

/** What the job does about a task. It is exported from workers/index.ts and bound in wrangler.toml. */
export class WatchWorkflow extends WorkflowEntrypoint<Env, TaskParams> {
  override async run(event: Readonly<WorkflowEvent<TaskParams>>, step: WorkflowStep): Promise<void> {
    const run = await DurableRun.open(this.env, step, event.payload);
    await runTask(run, async () => {
      const { kind } = await startTask(run);
      return { kind: "done", url: null, message: { text: mrkdwn`:eyes: I have seen ${kind}.` } };
    });
  }
}
