import { isSettled } from "../evidence.ts";
import { isLedgerType, specOf } from "../../../shared/jobs/facts.ts";
import { statusOf } from "../../../shared/domain/task.ts";
import type { TaskStatus } from "../../../shared/domain/task-status.ts";
import type { Dossier } from "../views.ts";
import { type Check, each } from "./check.ts";

/** What must be true of signals and tasks. */
export const taskChecks: Check[] = [
  each(
    "every accepted signal has one task",
    ({ diary }) => [...diary.accepted.keys()],
    (signalId, { dossiers }) => {
      const count = dossiers.filter(({ task }) => task.signalId === signalId).length;
      return count === 1 ? null : { what: `${signalId} has ${count} tasks`, taskId: null };
    },
  ),
  each(
    "no task without a signal that somebody sent",
    ({ dossiers }) => dossiers,
    ({ task }, { diary }) =>
      diary.accepted.has(task.signalId) || /^(?:cron|task):/.test(task.signalId)
        ? null
        : { what: `${task.id} came from ${task.signalId}`, taskId: task.id },
  ),
  each(
    "every accepted answer counts once",
    ({ diary }) => [...diary.replies],
    (signalId, { dossiers }) => {
      const told = dossiers.filter(({ timeline }) =>
        timeline.some((fact) => fact.type === "reply.received" && fact.data["signalId"] === signalId),
      );
      return told.length === 1 ? null : { what: `${signalId} answered ${told.length} tasks`, taskId: null };
    },
  ),
  each(
    "every task has ended, or waits for a named person",
    ({ dossiers }) => dossiers,
    ({ task, timeline }) => {
      if (isSettled(task)) {
        if (task.status === "failed" && !task.failure?.message)
          return { what: `${task.id} failed without a reason`, taskId: task.id };
        return timeline.some(({ type }) => type === "task.closed")
          ? null
          : { what: `${task.id} is ${task.status} and was never closed`, taskId: task.id };
      }
      const named =
        task.status === "waiting_approval" && /\b(?:you|maya|lena|somebody)\b/.test(task.waitingFor ?? "");
      return named
        ? null
        : { what: `${task.id} is ${task.status} (${task.waitingFor ?? "for nothing"})`, taskId: task.id };
    },
  ),
  each(
    "the ledger tells each task's status",
    ({ dossiers }) => dossiers,
    (dossier) => {
      const told = statusByLedger(dossier);
      const { id, status } = dossier.task;
      return told === status ? null : { what: `${id} is ${status}, its ledger says ${told}`, taskId: id };
    },
  ),
];

function statusByLedger({ timeline }: Dossier): TaskStatus {
  let status: TaskStatus = "queued";
  for (const { type, summary } of timeline)
    if (isLedgerType(type)) status = statusOf(status, { type, summary }, specOf)?.status ?? status;
  return status;
}
