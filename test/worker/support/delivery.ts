import { env } from "cloudflare:workers";
import { eq } from "drizzle-orm";
import { isObject } from "../../../sandbox/json.ts";
import { deliveryOfTask } from "../../../shared/db/deliveries.ts";
import { approvals, deliveries, ledger, signals, tasks } from "../../../shared/db/schema.ts";
import type { DeliveredDocument } from "../../../shared/domain/delivery/stage.ts";
import { takeDocument } from "../../../shared/jobs/delivery/documents/take-document.ts";
import type { DeliveryRequest } from "../../../shared/jobs/delivery/signals.ts";
import { utf8 } from "../../../shared/platform/bytes.ts";
import { decide } from "../../../shared/spine/decide.ts";
import { mrkdwn } from "../../../shared/integrations/slack/mrkdwn.ts";
import { agreeOnPlan } from "../../../workflows/delivery/agree-on-plan.ts";
import { beginDelivery } from "../../../workflows/delivery/begin-delivery.ts";
import { endUnbuilt } from "../../../workflows/delivery/end-delivery.ts";
import { settleRequirements } from "../../../workflows/delivery/settle-requirements.ts";
import { DurableRun } from "../../../workflows/durable-run.ts";
import { runTask, startTask } from "../../../workflows/run-task.ts";
import { repository } from "./github.ts";
import { OutageEngine } from "./outage-engine.ts";
import { sandbox } from "./slack.ts";
import { aTask, spine, unique } from "./spine.ts";

/** A delivery of one document, whose workflow the platform knows nothing of. */
export async function aDelivery(
  text: string,
  { name = "brief.md", of = repository, isNew = false } = {},
): Promise<{ taskId: string; document: DeliveredDocument }> {
  const taskId = await aTask({ id: unique("delivery"), kind: "delivery" });
  const arrival = { project: "default", uploadId: taskId, by: "priya", provenance: "internal" } as const;
  const [taken] = await takeDocument(spine, arrival, { name: `${taskId}-${name}`, bytes: utf8(text) });
  const document = { id: taken?.documentId ?? "", version: 1, name: taken?.name ?? "" };
  const documents = [document];
  const body: DeliveryRequest = {
    type: "delivery",
    by: "priya",
    title: taskId,
    project: "default",
    documents,
    repository: { name: of, isNew },
    channel: null,
  };
  const now = Date.now();
  await spine.db.batch([
    spine.db
      .update(signals)
      .set({ kind: "api.delivery", body })
      .where(eq(signals.id, `api:test:${taskId}`)),
    spine.db.insert(deliveries).values({
      taskId,
      project: "default",
      repository: of,
      isNew,
      stage: "requirements",
      documents,
      createdAt: now,
      updatedAt: now,
    }),
  ]);
  return { taskId, document };
}

/** A delivery's work up to what people say to its plan. */
export async function untilAgreed(run: DurableRun): Promise<void> {
  await runTask(run, async () => {
    const begun = await beginDelivery(run, await startTask(run));
    await settleRequirements(run, begun, 1, null);
    const decided = await agreeOnPlan(run, begun, 1, null);
    const { kind } = decided;
    if (kind === "applied") return { kind: "done", url: null, message: { text: mrkdwn`agreed` } };
    if (kind === "empty") return endUnbuilt(run, begun, decided.reason);
    return { kind: "rejected", reason: kind, message: { text: mrkdwn`${kind}` } };
  });
}

/** Runs it until its plan is agreed on, or it has failed. */
export async function deliver(taskId: string, outageAt = 1_000_000): Promise<OutageEngine> {
  const agree = async (): Promise<void> => {
    const waiting = await spine.db.select().from(approvals).where(eq(approvals.taskId, taskId));
    for (const { id, status, digest } of waiting)
      if (status === "pending")
        await decide(spine, {
          approvalId: id,
          digest,
          decision: "approved",
          by: "arno",
          channel: "api",
          reason: null,
        });
  };
  const engine = new OutageEngine({ services: ["github"], at: outageAt }, agree);
  await untilAgreed(await DurableRun.open(env, engine, { taskId }));
  return engine;
}

export async function seenOf(taskId: string) {
  const task = await spine.db.select().from(tasks).where(eq(tasks.id, taskId)).get();
  const facts = await spine.db.select().from(ledger).where(eq(ledger.taskId, taskId)).orderBy(ledger.seq);
  return { task, facts, row: await deliveryOfTask(spine.db, taskId) };
}

/** What the model was asked since the last test, by the element that only such a question has. */
export async function prompts(element: "documents" | "requirements" | "stack"): Promise<string[]> {
  const { requests } = await sandbox<{ requests: { path: string; body: unknown }[] }>(
    "/anthropic/_sandbox/requests",
  );
  return requests
    .flatMap(({ path, body }) =>
      path.endsWith("/messages") ? [wordsIn(isObject(body) ? body["messages"] : null)] : [],
    )
    .filter((words) => new RegExp(`<${element}[ >]`).test(words));
}

/** All texts in a message. */
function wordsIn(value: unknown): string {
  if (typeof value === "string") return value;
  if (Array.isArray(value)) return value.map(wordsIn).join("\n");
  return isObject(value) ? Object.values(value).map(wordsIn).join("\n") : "";
}
