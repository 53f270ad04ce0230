import { schedules } from "../../../shared/db/schema.ts";
import type { ScheduleRow } from "../../../shared/db/schedules.ts";
import { spine, unique } from "./spine.ts";

/** A schedule as somebody has made it; every Monday at nine if nothing else is said. Returns its id. */
export async function aSchedule(over: Partial<ScheduleRow> = {}): Promise<string> {
  const id = over.id ?? unique("schedule");
  await spine.db.insert(schedules).values({
    id,
    name: id,
    cron: "0 9 * * 1",
    moment: null,
    timeZone: "Europe/Berlin",
    project: "default",
    kind: null,
    text: `write a blog post about ${id} for platform engineers`,
    channel: null,
    paused: false,
    nextAt: null,
    lastAt: null,
    lastSignal: null,
    createdBy: "maya",
    wordsBy: "maya",
    updatedBy: "maya",
    updatedAt: 0,
    version: 1,
    ...over,
  });
  return id;
}
