import { WorkflowEntrypoint, type WorkflowEvent, type WorkflowStep } from "cloudflare:workers";
import { describeError, SignalboxError } from "../shared/platform/errors.ts";
import { DurableRun } from "./durable-run.ts";
import { beginTask, endTask, type Ending, failTask } from "./editorial/frame.ts";
import { understand } from "./editorial/understand.ts";

/**
 * The editorial desk: understand the request, hand it to the kind of work it is, report.
 * Every outside effect goes through the interlocking, and every wait survives a restart.
 */
export class EditorialWorkflow extends WorkflowEntrypoint<Env, { taskId: string }> {
  override async run(event: Readonly<WorkflowEvent<{ taskId: string }>>, step: WorkflowStep): Promise<void> {
    const run = new DurableRun(this.env, step, event.payload.taskId);
    const ending = await this.#work(run);
    // The word in the thread comes last: what is done stays done when it can't be said.
    if (ending !== null) await run.say("report", ending.message);
  }

  /** Everything up to the recorded end; null when it failed, which is recorded and said. */
  async #work(run: DurableRun): Promise<Ending | null> {
    try {
      const requester = await beginTask(run);
      const understood = await understand(run, requester);
      const ending =
        understood.kind === "brief" ? await understood.deskKind.work(run, understood.task) : understood;
      await endTask(run, ending);
      return ending;
    } catch (error) {
      await failTask(
        run,
        error instanceof SignalboxError ? error : new SignalboxError("unavailable", describeError(error)),
      );
      return null;
    }
  }
}
