import type { SQL } from "drizzle-orm";
import { z } from "zod";
import type { Statement } from "../db/ledger.ts";
import { insertChange, isWritten } from "../db/settings.ts";
import type { LedgerEntry } from "../domain/ledger.ts";
import type { LiveSetting } from "../domain/live-settings.ts";
import { hasRole } from "../domain/person.ts";
import { SignalboxError } from "../platform/errors.ts";
import type { Settings } from "./settings.ts";
import type { Spine } from "./context.ts";
import { type Changes, forgetSettings, readChanges, settingsWith } from "./live-settings.ts";
import { record } from "./record.ts";

/** Who wants to change what. */
export interface Wish {
  name: LiveSetting;
  by: string;
  /** The version that they saw; null where the change holds whatever the rest says by now. */
  version: number | null;
}

/** What a change comes to. */
export interface NewSetting {
  /** Null: the configuration's own again. */
  value: object | null;
  summary: string;
  /** Names of what has changed; never a token. */
  data: Record<string, unknown>;
  /** What goes with it in the same batch, where the change itself has been written. */
  records?: (written: SQL) => Statement[];
}

/** Where a setting comes from. */
export interface Origin {
  source: "configuration" | "dashboard";
  /** The number of its newest change; 0: nobody has ever changed it. */
  version: number;
  changedBy: string | null;
  changedAt: number | null;
}

export function originOf({ rows }: Changes, name: LiveSetting): Origin {
  const row = rows[name];
  return {
    source: row === undefined || row.value === null ? "configuration" : "dashboard",
    version: row?.seq ?? 0,
    changedBy: row?.by ?? null,
    changedAt: row?.at ?? null,
  };
}

const mostTries = 5;

/**
 * Changes a setting, with the fact of it, on the ground of what all settings are at that moment: `judge` sees them and
 * says what the change comes to (null: nothing), or throws. When anything changes meanwhile it is asked again. Counts in
 * this isolate at once. Returns the setting's version.
 * @throws SignalboxError `conflict` when somebody else has changed what was seen, `forbidden` for who is no operator by now.
 */
export async function changeSetting(
  spine: Spine,
  { name, by, version }: Wish,
  judge: (settings: Settings, changes: Changes) => NewSetting | null,
): Promise<number> {
  for (let tries = 0; tries < mostTries; tries++) {
    const changes = await readChanges(spine);
    const settings = settingsWith(spine, changes);
    const origin = originOf(changes, name);
    // The door may have gone by what another isolate knew a moment ago.
    if (!settings.PEOPLE.some((one) => one.id === by && hasRole(one, "operator")))
      throw new SignalboxError("forbidden", `this needs the role operator, which ${by} has no longer`);
    if (version !== null && version !== origin.version)
      throw new SignalboxError("conflict", othersChange(name, origin));
    const wanted = judge(settings, changes);
    if (wanted === null) return origin.version;
    const written = await write(spine, { name, by, latest: changes.latest, ...wanted });
    if (written !== null) return written;
  }
  throw new SignalboxError("conflict", "others keep changing the settings at this moment; try again");
}

/** Writes a change on the ground of the latest one. Returns its number; null when something has changed since. */
async function write(
  spine: Spine,
  {
    name,
    by,
    latest,
    value,
    summary,
    data,
    records,
  }: NewSetting & Pick<Wish, "name" | "by"> & { latest: number },
): Promise<number | null> {
  const at = spine.now();
  const change = { name, value: value === null ? null : JSON.stringify(value), by, at };
  const isMine = isWritten(change, latest);
  const id = `settings/${name}/${latest}/${by}/${at}`;
  const told: LedgerEntry = {
    id,
    at,
    taskId: null,
    type: "settings.changed",
    summary,
    data: { setting: name, by, ...data },
  };
  try {
    const statements = [insertChange(spine.db, change, latest), ...(records?.(isMine) ?? [])];
    const [inserted] = await record(spine, [told], statements, isMine);
    const row = insertedRow.safeParse(inserted);
    return row.success ? row.data[0].seq : null;
  } finally {
    // An answer that got lost may have been a yes.
    forgetSettings();
  }
}

const insertedRow = z.tuple([z.object({ seq: z.number() })]);

function othersChange(name: LiveSetting, { changedBy, changedAt }: Origin): string {
  const what = name.toLowerCase();
  if (changedBy === null || changedAt === null)
    return `the ${what} are the configuration's again; load them anew`;
  return `${changedBy} changed the ${what} at ${new Date(changedAt).toISOString()}; load them anew and change them there`;
}
