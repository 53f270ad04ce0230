import { env } from "cloudflare:workers";
import { eq } from "drizzle-orm";
import { deliveryOfTask, type DeliveryRow } from "../../../../shared/db/deliveries.ts";
import {
  actions,
  approvals,
  deliveries,
  ledger,
  signalAnswers,
  signals,
  tasks,
} from "../../../../shared/db/schema.ts";
import type { DeliveredDocument } from "../../../../shared/domain/delivery/stage.ts";
import { takeDocument } from "../../../../shared/jobs/delivery/documents/take-document.ts";
import type { DeliveryRequest } from "../../../../shared/jobs/delivery/signals.ts";
import { configuredSpine } from "../../../../shared/jobs/open-spine.ts";
import { utf8 } from "../../../../shared/platform/bytes.ts";
import { decide } from "../../../../shared/spine/decide.ts";
import { spine, unique } from "../../support/spine.ts";
import { send } from "../../support/task.ts";

/** Takes files into the project; PDFs are read to the given pages. */
export async function bring(
  files: Readonly<Record<string, string | Uint8Array<ArrayBuffer>>>,
  pages: readonly string[] = [],
): Promise<DeliveredDocument[]> {
  const reading = configuredSpine(
    { ...env, EXECUTOR_URL: "http://executor.test" },
    { fetch: async () => Response.json({ kind: "read", pages }) },
  );
  const arrival = {
    project: "default",
    uploadId: unique("upload"),
    by: "you",
    provenance: "internal",
  } as const;
  const found: DeliveredDocument[] = [];
  for (const [name, content] of Object.entries(files)) {
    const bytes = typeof content === "string" ? utf8(content) : content;
    for (const taken of await takeDocument(reading, arrival, { name, bytes })) {
      if (taken.documentId === null || taken.version === null || taken.state !== "read")
        throw new Error(`${taken.name} isn't read: ${taken.reason}`);
      found.push({ id: taken.documentId, version: taken.version, name: taken.name });
    }
  }
  return found;
}

/** A delivery's task without an instance of the platform's. */
export async function aDelivery(documents: DeliveredDocument[]): Promise<string> {
  const taskId = unique("delivery");
  const id = `api:delivery:you:${taskId}`;
  const now = Date.now();
  const repository = { name: "acme/made", isNew: true };
  const body: DeliveryRequest = {
    type: "delivery",
    by: "you",
    title: "Rooms",
    project: "default",
    documents,
    repository,
    channel: null,
  };
  const { db } = spine;
  await db.batch([
    db
      .insert(signals)
      .values({ id, kind: "api.delivery", provenance: "internal", status: "handled", body, receivedAt: now }),
    db.insert(signalAnswers).values({ signalId: id, job: "delivery", answer: "took", taskId, at: now }),
    db.insert(tasks).values({
      id: taskId,
      kind: "delivery",
      project: "default",
      signalId: id,
      conversation: taskId,
      requestedBy: "you",
      status: "queued",
      createdAt: now,
      updatedAt: now,
    }),
    db.insert(deliveries).values({
      taskId,
      project: "default",
      repository: repository.name,
      isNew: repository.isNew,
      stage: "requirements",
      documents,
      createdAt: now,
      updatedAt: now,
    }),
  ]);
  return taskId;
}

/** What people do wherever a delivery waits for them: answer each question once, and decide on its plan. */
export function peopleOf(
  taskId: string,
  answer: (round: number) => string,
  decision: "approved" | "rejected" = "approved",
): () => Promise<void> {
  return async () => {
    const asked = (await factsOf(taskId)).filter(({ type }) => type === "question.asked").length;
    const said = await spine.db.select().from(signalAnswers).where(eq(signalAnswers.taskId, taskId));
    // The first is what the task began with.
    if (said.length - 1 < asked) {
      const response = await send(`/api/tasks/${taskId}/replies`, { text: answer(asked) });
      if (!response.ok) throw new Error(await response.text());
      return;
    }
    for (const { id, digest, status } of await approvalsOf(taskId))
      if (status === "pending")
        await decide(spine, {
          approvalId: id,
          digest,
          decision,
          by: "maya",
          channel: "api",
          reason: "so be it",
        });
  };
}

export async function deliveryRow(taskId: string): Promise<DeliveryRow> {
  const row = await deliveryOfTask(spine.db, taskId);
  if (row === undefined) throw new Error(`no delivery ${taskId}`);
  return row;
}

export const factsOf = async (taskId: string) =>
  spine.db.select().from(ledger).where(eq(ledger.taskId, taskId)).orderBy(ledger.seq);
export const actionsOf = async (taskId: string) =>
  spine.db.select().from(actions).where(eq(actions.taskId, taskId));
export const approvalsOf = async (taskId: string) =>
  spine.db.select().from(approvals).where(eq(approvals.taskId, taskId));
