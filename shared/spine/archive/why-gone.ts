import { taskById } from "../../db/tasks.ts";
import type { Database } from "../../db/database.ts";
import { taskOfId } from "../../domain/archived.ts";

/** Why there is nothing by the id of an approval, a bundle or an effect: it was over long ago, or there never was any. */
export async function whyGone(db: Database, id: string, otherwise: string): Promise<string> {
  const task = await taskById(db, taskOfId(id));
  return task?.archived
    ? `${task.id} was over long ago (it is ${task.status}), and what it asked is in the archive: nothing can be decided there any more`
    : otherwise;
}
