import { WorkflowEntrypoint, type WorkflowEvent, type WorkflowStep } from "cloudflare:workers";
import { mrkdwn } from "../../shared/integrations/slack/mrkdwn.ts";
import type { TaskParams } from "../../shared/spine/begun.ts";
import { DurableRun } from "../durable-run.ts";
import { runTask, startTask } from "../run-task.ts";
import { transcriptForm } from "../../shared/jobs/meetings/signals.ts";

/** The notes of a meeting, from its transcript to what follows from them. */
export class MeetingsWorkflow extends WorkflowEntrypoint<Env, TaskParams> {
  override async run(event: Readonly<WorkflowEvent<TaskParams>>, step: WorkflowStep): Promise<void> {
    const run = await DurableRun.open(this.env, step, event.payload);
    await runTask(run, async () => {
      const start = await startTask(run);
      const { title } = transcriptForm.schema.parse(start.body);
      return { kind: "done", url: null, message: { text: mrkdwn`The transcript of ${title} is kept.` } };
    });
  }
}
