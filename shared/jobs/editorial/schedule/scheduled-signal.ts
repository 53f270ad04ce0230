import { personOfActor, provenanceOfPerson } from "../../../domain/person.ts";
import type { NewSignal } from "../../../domain/signal.ts";
import type { ScheduleRow } from "../../../db/schedules.ts";
import type { Spine } from "../../../spine/context.ts";
import { scheduleKind, type ScheduledRequest } from "../signals.ts";
import type { Timing } from "./schedule.ts";

/**
 * The signal of a schedule that runs. Its words count as those of whoever has written them, by who that is now.
 * @param run what tells this run from others of the same schedule: its planned time, or a request's key.
 */
export function scheduledSignal(
  { jobs, settings }: Spine,
  { id, name, kind, text, project, channel, wordsBy }: ScheduleRow,
  run: string,
  at: number,
): NewSignal {
  const body: ScheduledRequest = {
    type: "schedule",
    schedule: id,
    name,
    kind,
    text,
    project,
    channel,
    by: wordsBy,
    at: new Date(at).toISOString(),
  };
  const provenance = provenanceOfPerson(personOfActor(settings.PEOPLE, wordsBy));
  const signal = { id: `cron:${id}:${run}`, kind: scheduleKind, provenance, body, dropReason: null };
  return { ...signal, queue: jobs.queueOf(settings, signal) };
}

/** When a schedule happens, as it is kept. @throws Error for a row that has neither of the two. */
export function timingOf({ id, cron, moment }: Pick<ScheduleRow, "id" | "cron" | "moment">): Timing {
  if (cron !== null) return { kind: "cron", cron };
  if (moment === null) throw new Error(`the schedule ${id} has no time`);
  return { kind: "once", at: new Date(moment).toISOString() };
}
