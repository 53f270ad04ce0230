import { z } from "zod";
import { taskStatuses } from "../domain/task-status.ts";
import { scheduleFields, timing } from "../jobs/editorial/schedule/schedule.ts";
import { endpoint } from "./endpoint.ts";
import { id, time } from "./forms.ts";

const schedule = z.object({
  id: z.string(),
  name: z.string(),
  when: timing,
  timeZone: z.string(),
  project: z.string(),
  /** The kind of text; null: whatever the request is understood as. */
  kind: z.string().nullable(),
  text: z.string(),
  channel: z.string().nullable(),
  paused: z.boolean(),
  /** The next planned times, at most three; empty: it is paused, or over. */
  next: z.array(time),
  last: z
    .object({
      at: time,
      signalId: z.string(),
      /** What it began; null: nothing yet, or nothing at all. */
      task: z.object({ id: z.string(), status: z.enum(taskStatuses) }).nullable(),
      /** Why nothing was begun. */
      reason: z.string().nullable(),
    })
    .nullable(),
  createdBy: z.string(),
  /** Whose words the request is. */
  wordsBy: z.string(),
  updatedBy: z.string(),
  updatedAt: time,
  version: z.number(),
  /** Whether the caller may change it. */
  mine: z.boolean(),
});

const one = z.object({ schedule });

export const schedulesEndpoints = {
  list: endpoint({
    route: "GET /api/schedules",
    summary: "What is asked for by the clock, with its next times and its last run",
    role: "viewer",
    answer: z.object({ schedules: z.array(schedule) }),
  }),
  create: endpoint({
    route: "POST /api/schedules",
    summary: "Makes a schedule: a cron expression of five fields in a time zone, or one moment",
    role: "approver",
    body: scheduleFields,
    idempotent: true,
    answer: one,
  }),
  edit: endpoint({
    route: "PUT /api/schedules/{id}",
    summary: "Changes a schedule as it was seen: with a version that isn't the newest it is refused",
    role: "approver",
    params: id,
    body: scheduleFields.extend({ version: z.number().int().min(1) }),
    answer: one,
  }),
  pause: endpoint({
    route: "POST /api/schedules/{id}/pause",
    summary: "Pauses a schedule or lets it go on; what was missed meanwhile is not caught up on",
    role: "approver",
    params: id,
    body: z.strictObject({ paused: z.boolean() }),
    answer: one,
  }),
  run: endpoint({
    route: "POST /api/schedules/{id}/run",
    summary: "Runs a schedule once, now; its planned times stay",
    role: "approver",
    params: id,
    idempotent: true,
    status: 202,
    answer: z.object({ taskId: z.string() }),
  }),
  delete: endpoint({
    route: "DELETE /api/schedules/{id}",
    summary: "Deletes a schedule; what it has asked for stays",
    role: "approver",
    params: id,
    answer: z.object({ kind: z.literal("deleted") }),
  }),
};
