import { sql } from "drizzle-orm";
import { insertFrom } from "../../../db/insert-where.ts";
import { watches } from "../../../db/schema.ts";
import type { Spine } from "../../../spine/context.ts";
import { firstDue } from "./clock.ts";

/** An isolate looks again after so long: another may have taken a project off the clock that the rules have got back. */
const lookAgainMs = 15 * 60_000;

/** What an isolate knows to be on the clock. */
let known: { projects: string; at: number } | null = null;

/** Puts each watched project on the clock that isn't yet; an isolate does it once for each change of the projects. */
export async function ensureWatches(spine: Spine): Promise<void> {
  const now = spine.now();
  const rules = Object.entries(spine.settings.RULES.projectWatch);
  const projects = JSON.stringify(rules.map(([project]) => project).toSorted());
  if (known?.projects === projects && now >= known.at && now - known.at < lookAgainMs) return;
  const rows = rules.map(([project, { intervalMinutes }]) => ({
    project,
    dueAt: firstDue(project, now, intervalMinutes),
  }));
  if (rows.length > 0)
    await insertFrom(
      spine.db,
      watches,
      {
        project: sql`value ->> 'project'`,
        dueAt: sql`value ->> 'dueAt'`,
        createdAt: now,
      },
      sql`FROM json_each(${JSON.stringify(rows)}) WHERE true`,
    ).onConflictDoNothing();
  known = { projects, at: now };
}

/** From now on this isolate looks again what is on the clock. */
export function forgetWatches(): void {
  known = null;
}
