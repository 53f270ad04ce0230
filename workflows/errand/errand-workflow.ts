import { WorkflowEntrypoint, type WorkflowEvent, type WorkflowStep } from "cloudflare:workers";
import { mention } from "../../shared/domain/person.ts";
import type { ActionRequest } from "../../shared/domain/signal.ts";
import { reviewAllAutonomy } from "../../shared/spine/autonomy.ts";
import { revisable } from "../../shared/spine/jobs.ts";
import { digestText } from "../../shared/spine/waiting-digest.ts";
import { actionView } from "../action-view.ts";
import { type Carried, carryOut } from "../carry-out.ts";
import { DurableRun } from "../durable-run.ts";
import { type Ending, openThread, runTask, startTask, type TaskStart } from "../run-task.ts";

/** One thing to do, and nothing to think about: an action that was proposed through the API, or the daily digest. */
export class ErrandWorkflow extends WorkflowEntrypoint<Env, { taskId: string }> {
  override async run(event: Readonly<WorkflowEvent<{ taskId: string }>>, step: WorkflowStep): Promise<void> {
    const run = await DurableRun.open(this.env, step, event.payload.taskId);
    await runTask(run, async () => {
      const start = await startTask(run);
      switch (start.body.type) {
        case "action":
          return act(run, start, start.body);
        case "digest":
          run.endIf(start.cancel);
          return digest(run);
        case "slack":
        case "request":
        case "reply":
        case "bug":
        case "pull_request":
          throw new Error(`${run.taskId} is no errand`);
      }
    });
  }
}

async function act(run: DurableRun, start: TaskStart, { request }: ActionRequest): Promise<Ending> {
  const channel = request.channel ?? run.spine.settings.RULES.opsChannel;
  if (channel !== undefined) run.thread = { channel, thread: null };
  run.endIf(start.cancel);
  if (channel !== undefined) {
    const who = mention(run.spine.settings.PEOPLE, start.requestedBy);
    await openThread(run, `${who} proposed *${request.kind}*. What becomes of it is told here.`);
  }
  const carried = await carryOut(run, {
    key: "action",
    revisable: revisable.errand,
    proposal: async () => ({
      kind: request.kind,
      payload: request.payload,
      provenance: start.provenance,
      revision: 1,
      deadline: request.deadline === undefined ? null : Date.parse(request.deadline),
    }),
    view: async (actionId) => actionView(run, actionId, start.requestedBy),
  });
  return endingOf(carried, request.kind);
}

function endingOf(carried: Carried, kind: string): Ending {
  if (carried.kind === "applied") {
    const { url = null } = carried.result;
    return {
      kind: "done",
      url,
      message: { text: `:white_check_mark: ${kind} is done. ${url ?? ""}`.trim() },
    };
  }
  const reason =
    "by" in carried
      ? `${carried.kind} by ${carried.by}: ${carried.reason}`
      : `${carried.kind}: ${carried.reason}`;
  return { kind: "rejected", reason, message: { text: `:x: ${kind} was not done: ${reason}` } };
}

async function digest(run: DurableRun): Promise<Ending> {
  await run.once("review autonomy", async () => reviewAllAutonomy(run.spine));
  const text = await run.once("what waits", async () => digestText(run.spine));
  const { opsChannel } = run.spine.settings.RULES;
  if (opsChannel !== undefined) run.thread = { channel: opsChannel, thread: null };
  return { kind: "done", url: null, message: { text } };
}
