import type { WatchRow } from "../../../db/schema.ts";
import type { WatchRules } from "../rules.ts";
import { localDay } from "../../../domain/local-day.ts";

/**
 * The day whose housekeeping a look finds due, in the project's time zone; null: none is. The first look of a day finds
 * it; after days of silence it is one, the newest. Of a project that is new there is nothing to tell yet.
 */
export function housekeepingDue(
  { keptOn }: Pick<WatchRow, "keptOn">,
  { timeZone }: Pick<WatchRules, "timeZone">,
  now: number,
): string | null {
  const day = localDay(now, timeZone);
  // A clock that is put back over midnight shows a day again whose housekeeping is done.
  return keptOn !== null && day > keptOn ? day : null;
}
