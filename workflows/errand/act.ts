import { z } from "zod";
import type { EffectResult } from "../../shared/domain/sending.ts";
import { bareLink } from "../../shared/integrations/slack/link.ts";
import { mention } from "../../shared/integrations/slack/mention.ts";
import { mrkdwn } from "../../shared/integrations/slack/mrkdwn.ts";
import { errand } from "../../shared/jobs/errand/job.ts";
import { actionForm } from "../../shared/jobs/errand/signals.ts";
import { actionView } from "../action-view.ts";
import { carryOut } from "../carry-out/carry-out.ts";
import type { Carried } from "../carry-out/undertaking.ts";
import type { DurableRun } from "../durable-run.ts";
import { type Ending, openThread, type TaskStart } from "../run-task.ts";

/** An action that was proposed through the API, or by a task that doesn't wait for it. */
export async function act(run: DurableRun, start: TaskStart): Promise<Ending> {
  const { request, sources = [] } = actionForm.schema.parse(start.body);
  const channel = request.channel ?? run.spine.settings.RULES.opsChannel;
  if (channel !== undefined) run.thread = { channel, thread: null };
  run.endIf(start.cancel);
  if (channel !== undefined) {
    const who = mention(run.spine.settings.PEOPLE, start.requestedBy);
    await openThread(run, mrkdwn`${who} proposed *${request.kind}*. What becomes of it is told here.`);
  }
  const carried = await carryOut(run, {
    key: "action",
    result: anyResult,
    revisable: errand.revisable,
    proposal: async () => ({
      kind: request.kind,
      payload: request.payload,
      provenance: start.provenance,
      revision: 1,
      sources,
      deadline: request.deadline === undefined ? null : Date.parse(request.deadline),
    }),
    view: async (actionId, proposed) => actionView(run, actionId, proposed, start.requestedBy),
  });
  return endingOf(carried, request.kind);
}

/** What any kind may answer: it is told by the address to see it at, if there is one. */
const anyResult = z.record(z.string(), z.string());

function endingOf(carried: Carried<EffectResult>, kind: string): Ending {
  if (carried.kind === "applied") {
    const url = carried.result["url"] ?? null;
    return {
      kind: "done",
      url,
      message: {
        text: mrkdwn`:white_check_mark: ${kind} is done.${url === null ? "" : mrkdwn` ${bareLink(url)}`}`,
      },
    };
  }
  const reason =
    "by" in carried
      ? `${carried.kind} by ${carried.by}: ${carried.reason}`
      : `${carried.kind}: ${carried.reason}`;
  return { kind: "rejected", reason, message: { text: mrkdwn`:x: ${kind} was not done: ${reason}` } };
}
