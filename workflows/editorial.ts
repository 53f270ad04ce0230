import { WorkflowEntrypoint, type WorkflowEvent, type WorkflowStep } from "cloudflare:workers";
import { describeError, SignalboxError } from "../shared/platform/errors.ts";
import { DurableRun, type Message } from "./durable-run.ts";
import { beginTask, closeTask, endTask, failTask } from "./editorial/frame.ts";
import { understand } from "./editorial/understand.ts";

/**
 * The editorial desk: understand the request, hand it to the kind of work it is, report.
 * Every outside effect goes through the interlocking, and every wait survives a restart.
 */
export class EditorialWorkflow extends WorkflowEntrypoint<Env, { taskId: string }> {
  override async run(event: Readonly<WorkflowEvent<{ taskId: string }>>, step: WorkflowStep): Promise<void> {
    const run = new DurableRun(this.env, step, event.payload.taskId);
    const message = await this.#work(run);
    await closeTask(run, message);
  }

  /** Everything up to the recorded end. Returns what the thread is to be told of it. */
  async #work(run: DurableRun): Promise<Message> {
    try {
      const requester = await beginTask(run);
      const understood = await understand(run, requester);
      const ending =
        understood.kind === "brief" ? await understood.deskKind.work(run, understood.task) : understood;
      await endTask(run, ending);
      return ending.message;
    } catch (error) {
      const failure =
        error instanceof SignalboxError ? error : new SignalboxError("unavailable", describeError(error));
      return failTask(run, failure);
    }
  }
}
