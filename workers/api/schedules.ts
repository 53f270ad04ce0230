import { schedulesEndpoints } from "../../shared/api/schedules.ts";
import { listSchedules, scheduleById } from "../../shared/db/schedules.ts";
import type { Person } from "../../shared/domain/person.ts";
import { editorial } from "../../shared/jobs/editorial/job.ts";
import {
  createSchedule,
  deleteSchedule,
  editSchedule,
  pauseSchedule,
  runNow,
  whyNotScheduled,
} from "../../shared/jobs/editorial/schedule/change-schedule.ts";
import { nextTimes } from "../../shared/jobs/editorial/schedule/planned-times.ts";
import { mostSchedules, type ScheduleFields } from "../../shared/jobs/editorial/schedule/schedule.ts";
import { timingOf } from "../../shared/jobs/editorial/schedule/scheduled-signal.ts";
import { SignalboxError } from "../../shared/platform/errors.ts";
import { approversOf } from "../../shared/policy/rules.ts";
import type { Spine } from "../../shared/spine/context.ts";
import { taskIdOf } from "../../shared/spine/jobs.ts";
import { assertTheirs } from "../../shared/spine/may-act.ts";
import { withinLimit } from "../rate-limit.ts";
import { knownChannel, knownProject } from "./known.ts";
import { serve, type Served } from "./serve.ts";
import { iso } from "./times.ts";

type Found = NonNullable<Awaited<ReturnType<typeof scheduleById>>>;

/** What is asked for by the clock. Whoever decides in a project decides on its schedules. */
export const schedulesApi = {
  list: serve(schedulesEndpoints.list, async ({ spine, person }) => ({
    schedules: (await listSchedules(spine.db, mostSchedules)).map((found) => view(spine, person, found)),
  })),
  create: serve(schedulesEndpoints.create, async ({ spine, person, body, onceKey }) => {
    const fields = await checked(spine, person, body);
    const id = await createSchedule(spine, { fields, by: person.id, onceKey });
    return { schedule: view(spine, person, await existing(spine, id)) };
  }),
  edit: serve(schedulesEndpoints.edit, async ({ spine, person, params: { id }, body }) => {
    const { version, ...wanted } = body;
    const before = await theirs(spine, person, id);
    const fields = await checked(spine, person, wanted);
    await editSchedule(spine, before, { fields, version, by: person.id });
    return { schedule: view(spine, person, await existing(spine, id)) };
  }),
  pause: serve(schedulesEndpoints.pause, async ({ spine, person, params: { id }, body: { paused } }) => {
    await pauseSchedule(spine, await theirs(spine, person, id), { paused, by: person.id });
    return { schedule: view(spine, person, await existing(spine, id)) };
  }),
  run: serve(schedulesEndpoints.run, async ({ spine, person, params: { id }, onceKey }) => {
    const row = await theirs(spine, person, id);
    await withinLimit(spine.env, "TASK_LIMIT", `schedule:${row.project}`);
    return { taskId: await taskIdOf(await runNow(spine, row, { by: person.id, onceKey }), editorial) };
  }),
  delete: serve(schedulesEndpoints.delete, async ({ spine, person, params: { id } }) => {
    await deleteSchedule(spine, await theirs(spine, person, id), person.id);
    return { kind: "deleted" as const };
  }),
} satisfies Record<keyof typeof schedulesEndpoints, Served>;

/** @throws SignalboxError `bad_request` that names what is wrong, `forbidden` in a project where others decide. */
async function checked(spine: Spine, person: Person, fields: ScheduleFields): Promise<ScheduleFields> {
  knownProject(spine, fields.project);
  assertTheirs(spine, person, { project: fields.project });
  await knownChannel(spine, fields.channel ?? undefined);
  const why = whyNotScheduled(fields, spine.now());
  if (why !== null) throw new SignalboxError("bad_request", why);
  return fields;
}

async function existing({ db }: Spine, id: string): Promise<Found> {
  const found = await scheduleById(db, id);
  if (!found) throw new SignalboxError("not_found", `there is no schedule ${id}`);
  return found;
}

async function theirs(spine: Spine, person: Person, id: string) {
  const { schedule } = await existing(spine, id);
  assertTheirs(spine, person, { project: schedule.project });
  return schedule;
}

function view(spine: Spine, person: Person, { schedule, signal, task }: Found) {
  const { id, name, timeZone, project, kind, text, channel, paused, nextAt, lastAt, lastSignal } = schedule;
  const { createdBy, wordsBy, updatedBy, updatedAt, version } = schedule;
  const { PEOPLE, RULES } = spine.settings;
  const when = timingOf(schedule);
  const later = nextAt === null ? [] : [nextAt, ...nextTimes(when, timeZone, nextAt, 2)];
  return {
    id,
    name,
    when,
    timeZone,
    project,
    kind,
    text,
    channel,
    paused,
    next: later.map(iso),
    last:
      lastAt === null || lastSignal === null
        ? null
        : { at: iso(lastAt), signalId: lastSignal, task, reason: signal?.reason ?? null },
    createdBy,
    wordsBy,
    updatedBy,
    updatedAt: iso(updatedAt),
    version,
    mine: approversOf(PEOPLE, RULES, project, "*").some((one) => one.id === person.id),
  };
}
