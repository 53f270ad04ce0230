import type { InvitationRow } from "../../../db/invitations.ts";
import type { Instance } from "../../../domain/meeting/invitation.ts";
import { instancesOf } from "../../../integrations/calendar/instances.ts";

/** A meeting that begins soon, by what its calendar says. */
export interface Soon extends Instance {
  row: InvitationRow;
}

/**
 * What takes place of an event between two moments, going on at the first of them or not begun: by its series, unless an instance has a
 * word of its own. That word counts as long as the series still has the instance. `next`: when something begins after the second, null: nothing does.
 */
export function meetingsSoon(
  rows: readonly InvitationRow[],
  from: number,
  until: number,
): { soon: Soon[]; next: number | null } {
  const series = rows.find(({ instance }) => instance === null);
  const changed = rows.filter((row) => row.instance !== null && isPartOf(series, row.instance));
  const own = new Set(changed.map(({ instance }) => instance));
  const soon: Soon[] = [];
  const nexts: number[] = [];
  for (const row of series === undefined ? changed : [series, ...changed]) {
    if (row.isCancelled || row.times === null) continue;
    const { instances, next } = instancesOf(row.times, from, until);
    if (next !== null) nexts.push(next);
    for (const one of instances)
      if (row !== series) soon.push({ ...one, instance: row.instance ?? one.instance, row });
      else if (!own.has(one.instance)) soon.push({ ...one, row });
  }
  return { soon, next: nexts.length === 0 ? null : Math.min(...nexts) };
}

/** Whether a series has an instance. Of a series that nobody has told us of, it has. */
function isPartOf(series: InvitationRow | undefined, instance: number): boolean {
  if (series === undefined) return true;
  if (series.isCancelled) return false;
  if (series.times === null) return true;
  return instancesOf(series.times, instance, instance).instances.some((one) => one.instance === instance);
}
