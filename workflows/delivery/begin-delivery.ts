import { deliveryOfTask, type DeliveryRow } from "../../shared/db/deliveries.ts";
import type { Provenance } from "../../shared/domain/provenance.ts";
import { mention } from "../../shared/integrations/slack/mention.ts";
import { mrkdwn } from "../../shared/integrations/slack/mrkdwn.ts";
import { type DeliveryRequest, deliveryForm } from "../../shared/jobs/delivery/signals.ts";
import { SignalboxError } from "../../shared/platform/errors.ts";
import type { DurableRun } from "../durable-run.ts";
import { openThread, type TaskStart } from "../run-task.ts";

/** A delivery whose work begins. */
export interface BegunDelivery {
  request: DeliveryRequest;
  requester: string;
  /** What the model makes of documents comes from whoever wrote them, whoever has dropped them. */
  provenance: Provenance;
}

/** Reads what is asked for, and opens its thread where people want to hear of it. */
export async function beginDelivery(run: DurableRun, start: TaskStart): Promise<BegunDelivery> {
  const request = deliveryForm.schema.parse(start.body);
  if (request.channel !== null) run.thread = { channel: request.channel, thread: null };
  run.endIf(start.cancel);
  if (run.thread !== null)
    await openThread(
      run,
      mrkdwn`:package: ${mention(run.spine.settings.PEOPLE, request.by)} wants *${request.title}* made of ${request.documents.length} documents. I read what is wanted; what is open I ask here.`,
    );
  return { request, requester: start.requestedBy, provenance: "external" };
}

/** The delivery's row, as it is now. @throws SignalboxError `not_found`. */
export async function rowOf(run: DurableRun): Promise<DeliveryRow> {
  const row = await deliveryOfTask(run.spine.db, run.taskId);
  if (!row) throw new SignalboxError("not_found", `the delivery ${run.taskId} is gone`);
  return row;
}
