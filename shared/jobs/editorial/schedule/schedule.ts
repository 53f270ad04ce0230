import { z } from "zod";
import { timeZone } from "../../../policy/time-zone.ts";

/** All schedules together: a list that people still read. */
export const mostSchedules = 200;

/** When something is asked for: at the times of a cron expression of five fields, or at one moment. */
export const timing = z.discriminatedUnion("kind", [
  z.strictObject({ kind: z.literal("cron"), cron: z.string().trim().min(1).max(100) }),
  z.strictObject({ kind: z.literal("once"), at: z.iso.datetime() }),
]);
export type Timing = z.infer<typeof timing>;

/** What people say of a schedule. */
export const scheduleFields = z.strictObject({
  name: z.string().trim().min(1).max(100),
  when: timing,
  /** The zone in which a cron expression is read; all its times are shown in it. */
  timeZone,
  project: z.string().min(1).max(100),
  /** The kind of text; null: whatever the request is understood as. */
  kind: z.string().min(1).max(100).nullable(),
  /** The request, as somebody would write it. */
  text: z.string().trim().min(1).max(20_000),
  /** The Slack channel in which its tasks talk; null: on the dashboard. */
  channel: z
    .string()
    .regex(/^[CGD][A-Z0-9]+$/, "must be a Slack channel id such as C012AB3CD")
    .nullable(),
});
export type ScheduleFields = z.infer<typeof scheduleFields>;
