import { taskById } from "../../db/tasks.ts";
import type { Spine } from "../../spine/context.ts";
import { publishingOf } from "./rules.ts";
import { isMoment, type WantedTime, wantedAt } from "./times.ts";

/** Whose times are asked for. */
interface Asking {
  taskId: string;
  project: string;
  brief: { times: readonly WantedTime[] };
}

/** The time that was asked for something that goes out, as it stands in a payload, reckoned from the day of the request; null: none was. */
export async function publicationTime(spine: Spine, asking: Asking, name: string): Promise<string | null> {
  const { times } = asking.brief;
  if (times.length === 0) return null;
  const { timeZone } = publishingOf(spine.settings.RULES, asking.project);
  const task = times.every(isMoment) ? undefined : await taskById(spine.db, asking.taskId);
  const at = wantedAt(times, name, { timeZone, now: task?.createdAt ?? spine.now() });
  return at === null ? null : new Date(at).toISOString();
}
