import { and, eq, sql } from "drizzle-orm";
import { insertWhere } from "../../../db/insert-where.ts";
import { type ScheduleRow, scheduleById } from "../../../db/schedules.ts";
import { schedules } from "../../../db/schema.ts";
import type { LedgerEntry } from "../../../domain/ledger.ts";
import { sha256 } from "../../../platform/digest.ts";
import { SignalboxError } from "../../../platform/errors.ts";
import type { Spine } from "../../../spine/context.ts";
import { receive } from "../../../spine/receive.ts";
import { hit, record } from "../../../spine/record.ts";
import { editorialKindOf, editorialKinds } from "../registry.ts";
import { nextTime, whyNotCron } from "./planned-times.ts";
import { mostSchedules, type ScheduleFields } from "./schedule.ts";
import { scheduledSignal, timingOf } from "./scheduled-signal.ts";

/** Why a schedule can't be as somebody wants it, in words for people; null when it can. */
export function whyNotScheduled({ when, timeZone, kind }: ScheduleFields, now: number): string | null {
  if (kind !== null && editorialKindOf(kind) === null)
    return `there is no kind of text ${kind}, only ${editorialKinds.map((one) => one.kind).join(", ")}`;
  if (when.kind === "cron") return whyNotCron(when.cron, timeZone, now);
  return Date.parse(when.at) > now ? null : `${when.at} has passed`;
}

/**
 * Makes a schedule. Asking twice under one key makes one.
 * @throws SignalboxError `conflict` when there are too many.
 */
export async function createSchedule(
  spine: Spine,
  { fields, by, onceKey }: { fields: ScheduleFields; by: string; onceKey: string },
): Promise<string> {
  const id = `schedule-${(await sha256(`${by}:${onceKey}`)).slice(0, 16)}`;
  const now = spine.now();
  const row: ScheduleRow = {
    id,
    ...columnsOf(fields, false, now),
    paused: false,
    lastAt: null,
    lastSignal: null,
    createdBy: by,
    wordsBy: by,
    updatedBy: by,
    updatedAt: now,
    version: 1,
  };
  const room = sql`(SELECT count(*) FROM ${schedules}) < ${mostSchedules}`;
  const insert = insertWhere(spine.db, schedules, row, room)
    .onConflictDoNothing()
    .returning({ id: schedules.id });
  await record(spine, [changed(spine, row, by, "made")], [insert], isVersion(id, 1));
  if ((await scheduleById(spine.db, id)) === undefined)
    throw new SignalboxError("conflict", `there are ${mostSchedules} schedules already: delete one first`);
  return id;
}

/**
 * Changes what somebody has seen. From now on it counts as edited: it doesn't catch up on times before.
 * @throws SignalboxError `conflict` when somebody else was quicker.
 */
export async function editSchedule(
  spine: Spine,
  before: ScheduleRow,
  { fields, version, by }: { fields: ScheduleFields; version: number; by: string },
): Promise<void> {
  const { text, kind, channel } = before;
  const isSaid = fields.text === text && fields.kind === kind && fields.channel === channel;
  const columns = columnsOf(fields, before.paused, spine.now());
  const change = { ...columns, ...(isSaid ? {} : { wordsBy: by }) };
  await update(spine, { ...before, version }, { change, by, what: "edited" });
}

/** Pauses a schedule, or lets it go on with its next time: what lay in between is not caught up on. @throws as `editSchedule`. */
export async function pauseSchedule(
  spine: Spine,
  before: ScheduleRow,
  { paused, by }: { paused: boolean; by: string },
): Promise<void> {
  if (before.paused === paused) return;
  const nextAt = paused ? null : nextTime(timingOf(before), before.timeZone, spine.now());
  await update(spine, before, { change: { paused, nextAt }, by, what: paused ? "paused" : "resumed" });
}

/** Takes a schedule away; what it has asked for stays. */
export async function deleteSchedule(spine: Spine, row: ScheduleRow, by: string): Promise<void> {
  const gone = spine.db.delete(schedules).where(eq(schedules.id, row.id)).returning({ id: schedules.id });
  await record(spine, [changed(spine, { ...row, version: row.version + 1 }, by, "deleted")], [gone]);
}

/** Runs a schedule once more, whatever its times; under one key once. Returns its signal's id. */
export async function runNow(
  spine: Spine,
  row: ScheduleRow,
  { by, onceKey }: { by: string; onceKey: string },
): Promise<string> {
  const now = spine.now();
  const signal = scheduledSignal(spine, row, `now:${by}:${onceKey}`, now);
  if ((await receive(spine, signal)) === "duplicate") return signal.id;
  const ran = spine.db
    .update(schedules)
    .set({ lastAt: now, lastSignal: signal.id })
    .where(eq(schedules.id, row.id));
  const id = `schedule/${row.id}/ran/${signal.id}`;
  await record(spine, [{ ...changed(spine, row, by, "run by hand"), id }], [ran]);
  return signal.id;
}

async function update(
  spine: Spine,
  row: ScheduleRow,
  { change, by, what }: { change: Partial<ScheduleRow>; by: string; what: string },
): Promise<void> {
  const { id, version } = row;
  const next = { ...row, ...change, version: version + 1, updatedBy: by, updatedAt: spine.now() };
  const statement = spine.db
    .update(schedules)
    .set({ ...change, version: next.version, updatedBy: by, updatedAt: next.updatedAt })
    .where(and(eq(schedules.id, id), eq(schedules.version, version)))
    .returning({ id: schedules.id });
  const own = sql`EXISTS (SELECT 1 FROM ${schedules} WHERE ${and(
    eq(schedules.id, id),
    eq(schedules.version, next.version),
    eq(schedules.updatedBy, by),
    eq(schedules.updatedAt, next.updatedAt),
  )})`;
  const [updated] = await record(spine, [changed(spine, next, by, what)], [statement], own);
  if (!hit(updated))
    throw new SignalboxError("conflict", `"${row.name}" was changed meanwhile: look at it again`);
}

function columnsOf({ when, ...fields }: ScheduleFields, paused: boolean, now: number) {
  return {
    ...fields,
    cron: when.kind === "cron" ? when.cron : null,
    moment: when.kind === "once" ? Date.parse(when.at) : null,
    nextAt: paused ? null : nextTime(when, fields.timeZone, now),
  };
}

function isVersion(id: string, version: number) {
  const row = and(eq(schedules.id, id), eq(schedules.version, version));
  return sql`EXISTS (SELECT 1 FROM ${schedules} WHERE ${row})`;
}

function changed(
  spine: Spine,
  { id, name, project, version }: ScheduleRow,
  by: string,
  what: string,
): LedgerEntry {
  return {
    id: `schedule/${id}/${version}`,
    at: spine.now(),
    taskId: null,
    type: "schedule.changed",
    summary: `the schedule "${name}" of ${project} was ${what} by ${by}`,
    data: { schedule: id, project, by, what },
  };
}
