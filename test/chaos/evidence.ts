import { isFinal, taskStatuses } from "../../shared/domain/task-status.ts";
import type { Diary } from "./diary.ts";
import type { Door } from "./door.ts";
import { type Trace, tracesOutside } from "./outside.ts";
import { type DeliverySeen, seenOfDelivery } from "./delivery/seen.ts";
import { type FixSeen, seenOfFix } from "./fix/seen.ts";
import { everyTask } from "./people.ts";
import { type Dossier, dossierSchema, type TaskRow } from "./views.ts";

/** What is held against the invariants: the API's records, what is to be seen outside, and what people know. */
export interface Evidence {
  dossiers: Dossier[];
  traces: Trace[];
  diary: Diary;
  /** null: no fix was played. */
  fix: FixSeen | null;
  /** null: no delivery was played. */
  delivery: DeliverySeen | null;
}

const settledStates: ReadonlySet<string> = new Set(taskStatuses.filter(isFinal));

/** Whether a task has ended. */
export function isSettled(task: Pick<TaskRow, "status">): boolean {
  return settledStates.has(task.status);
}

/** @param played the tasks of the fix and the delivery; null: not played */
export async function collect(
  door: Door,
  diary: Diary,
  played: { fix: string | null; delivery: string | null },
): Promise<Evidence> {
  const dossiers: Dossier[] = [];
  for (const { id } of await everyTask(door))
    dossiers.push(await door.read(`/api/tasks/${id}`, dossierSchema));
  const fix = played.fix === null ? null : await seenOfFix(door, played.fix);
  const delivery = played.delivery === null ? null : await seenOfDelivery(door, played.delivery);
  return { dossiers, traces: await tracesOutside(door), diary, fix, delivery };
}
