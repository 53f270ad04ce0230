import { WorkflowEntrypoint, type WorkflowEvent, type WorkflowStep } from "cloudflare:workers";
import type { TaskParams } from "../../shared/spine/begun.ts";
import { DurableRun } from "../durable-run.ts";
import { writeNotes } from "./write-notes.ts";

/** The notes of a meeting. */
export class MeetingsWorkflow extends WorkflowEntrypoint<Env, TaskParams> {
  override async run(event: Readonly<WorkflowEvent<TaskParams>>, step: WorkflowStep): Promise<void> {
    await writeNotes(await DurableRun.open(this.env, step, event.payload));
  }
}
