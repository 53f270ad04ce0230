import { taskById } from "../../db/tasks.ts";
import type { Spine } from "../../spine/context.ts";
import { proposedTime } from "./publishing-time.ts";
import { publishingOf } from "./rules.ts";
import { type WantedTime, wantedAt } from "./times.ts";

/** Whose times are asked for. */
interface Asking {
  taskId: string;
  project: string;
  brief: { times: readonly WantedTime[] };
}

/**
 * The time for something that goes out, as it stands in a payload: what was asked for, reckoned from the day of the request, or
 * where the project doesn't publish then the next time at which it does. Null: as soon as it is approved.
 */
export async function publicationTime(spine: Spine, asking: Asking, name: string): Promise<string | null> {
  const rules = publishingOf(spine.settings.RULES, asking.project);
  const task = await taskById(spine.db, asking.taskId);
  const asked = { timeZone: rules.timeZone, now: task?.createdAt ?? spine.now() };
  const { at } = proposedTime(rules, wantedAt(asking.brief.times, name, asked), spine.now());
  return at === null ? null : new Date(at).toISOString();
}
