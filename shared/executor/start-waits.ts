import { eq } from "drizzle-orm";
import { tasks } from "../db/schema.ts";
import { type Awaited, serviceNames, waitWords } from "../domain/service.ts";
import { describeError } from "../platform/errors.ts";
import type { Spine } from "../spine/context.ts";
import { fact, record } from "../spine/record.ts";
import type { AssignmentRow } from "./assignment-row.ts";
import { whyNeverStarts } from "./start-trouble.ts";

type Which = Pick<AssignmentRow, "id" | "taskId">;

/** Says in the task, once, that its assignment waits for a service that doesn't answer, and since when. What is for good is no wait. */
export async function tellStartWaits(
  spine: Spine,
  { id, taskId }: Which,
  service: Awaited,
  error: unknown,
): Promise<void> {
  if (whyNeverStarts(error) !== null || (await awaitedBy(spine, taskId)) === service) return;
  const since = spine.now();
  const words = waitWords({ service, since, limited: false });
  const data = { service, since, reason: describeError(error) };
  await record(spine, [fact(spine, taskId, `${id}/waits/${since}`, "service.waited", words, data)]);
}

/** Says that the service answers, where its task waited for it. */
export async function tellStartResumed(spine: Spine, { id, taskId }: Which, service: Awaited): Promise<void> {
  if ((await awaitedBy(spine, taskId)) !== service) return;
  const words = `it waits for ${serviceNames[service]} no more`;
  await record(spine, [
    fact(spine, taskId, `${id}/resumed/${spine.now()}`, "service.resumed", words, { service }),
  ]);
}

async function awaitedBy({ db }: Spine, taskId: string): Promise<string | null> {
  const task = await db.select({ awaits: tasks.awaits }).from(tasks).where(eq(tasks.id, taskId)).get();
  return task?.awaits?.service ?? null;
}
