import { z } from "zod";
import { type ChangeRow, newestChanges } from "../db/settings.ts";
import { type Budgets, budgetsForm, type LiveSetting } from "../domain/live-settings.ts";
import { peopleSchema } from "../domain/person.ts";
import { SignalboxError } from "../platform/errors.ts";
import { type Settings, settingsOf } from "./settings.ts";
import type { Ground } from "./ground.ts";
import type { Jobs } from "./job-card.ts";

/**
 * How long an isolate goes by what it has read. Whoever changes a setting sees it at once; another isolate acts under
 * the old ones for at most that long.
 */
export const settingsCacheMs = 3000;

/** A request that reads for others too may be ended under them; after so long they read for themselves. */
const patienceMs = 1000;

/** What people have changed, as it counts now: null where the configuration does. */
export interface Changes {
  PEOPLE: Settings["PEOPLE"] | null;
  RULES: Settings["RULES"] | null;
  BUDGETS: Budgets | null;
  /** The newest change of each setting. */
  rows: Partial<Record<LiveSetting, ChangeRow>>;
  /** The number of the newest change of all; 0: nobody has changed anything yet. */
  latest: number;
}

/** An environment, and the form that its rules must have. */
interface Ruled {
  env: Env;
  jobs: Pick<Jobs, "rules">;
}

interface Held {
  since: number;
  read: Promise<Changes>;
  /** What has been read; null: not yet. */
  changes: Changes | null;
}

let held = new WeakMap<D1Database, Held>();

/**
 * The settings that count: what people have changed, over the configuration. Read at most once in `settingsCacheMs`;
 * who asks meanwhile shares the read.
 * @throws whatever D1 throws: nobody acts under rights that can't be looked up.
 * @throws SignalboxError `not_configured` when a setting, of either place, is malformed.
 */
export async function currentSettings(spine: Ruled & Pick<Ground, "db" | "now">): Promise<Settings> {
  return settingsWith(spine, await heldChanges(spine));
}

/**
 * The settings as this isolate has last read them, however long ago, with the number of their newest change: for who makes sure,
 * where it writes, that there is no newer one.
 */
export async function lastSettings(
  spine: Ruled & Pick<Ground, "db" | "now">,
): Promise<{ settings: Settings; latest: number }> {
  const changes = held.get(spine.env.DB)?.changes ?? (await heldChanges(spine));
  return { settings: settingsWith(spine, changes), latest: changes.latest };
}

/** These are still the newest, as the database has said just now. */
export function confirmSettings(
  { env, now }: Pick<Ruled, "env"> & Pick<Ground, "now">,
  latest: number,
): void {
  const known = held.get(env.DB);
  if (known?.changes?.latest === latest) known.since = Math.max(known.since, now());
}

/** From now on this isolate reads anew. */
export function forgetSettings(): void {
  held = new WeakMap();
}

/** Changes over the environment's configuration. */
export function settingsWith({ env, jobs }: Ruled, { PEOPLE, RULES, BUDGETS }: Changes): Settings {
  const own = settingsOf(env, jobs.rules);
  return {
    ...own,
    PEOPLE: PEOPLE ?? own.PEOPLE,
    RULES: RULES ?? own.RULES,
    LLM_TASK_BUDGET_USD: BUDGETS?.task ?? own.LLM_TASK_BUDGET_USD,
    LLM_DAILY_BUDGET_USD: BUDGETS?.["system-day"] ?? own.LLM_DAILY_BUDGET_USD,
    LLM_MONTHLY_BUDGET_USD: BUDGETS?.["system-month"] ?? own.LLM_MONTHLY_BUDGET_USD,
  };
}

/**
 * The changes as D1 has them at this moment.
 * @throws SignalboxError `not_configured` for one that is no longer of its setting's form: what it meant can't be guessed.
 */
export async function readChanges({ db, jobs }: Pick<Ground, "db"> & Pick<Ruled, "jobs">): Promise<Changes> {
  const found = await newestChanges(db);
  const rows: Changes["rows"] = Object.fromEntries(found.map((row) => [row.name, row]));
  return {
    PEOPLE: valueOf(rows.PEOPLE, peopleSchema),
    RULES: valueOf(rows.RULES, jobs.rules),
    BUDGETS: valueOf(rows.BUDGETS, budgetsForm),
    rows,
    latest: Math.max(0, ...found.map((row) => row.seq)),
  };
}

async function heldChanges(spine: Ruled & Pick<Ground, "db" | "now">): Promise<Changes> {
  const binding = spine.env.DB;
  const now = spine.now();
  const known = held.get(binding);
  if (known !== undefined && now >= known.since && now - known.since < settingsCacheMs) {
    const changes = known.changes ?? (await Promise.race([known.read, late()]));
    if (changes !== null) return changes;
  }
  const fresh: Held = { since: now, read: readChanges(spine), changes: null };
  held.set(binding, fresh);
  try {
    fresh.changes = await fresh.read;
    return fresh.changes;
  } catch (error) {
    // The next one tries again.
    if (held.get(binding) === fresh) held.delete(binding);
    throw error;
  }
}

async function late(): Promise<null> {
  await scheduler.wait(patienceMs);
  return null;
}

function valueOf<S extends z.ZodType>(row: ChangeRow | undefined, form: S): z.output<S> | null {
  if (row === undefined || row.value === null) return null;
  const result = z
    .string()
    .transform((text, context) => {
      try {
        const read: unknown = JSON.parse(text);
        return read;
      } catch {
        context.addIssue("is not JSON");
        return z.NEVER;
      }
    })
    .pipe(form)
    .safeParse(row.value);
  if (result.success) return result.data;
  const problems = result.error.issues.map((issue) => [...issue.path, issue.message].join(" "));
  throw new SignalboxError(
    "not_configured",
    `What ${row.by} has set ${row.name} to no longer counts as one: ${problems.join("; ")}. To go back to the configuration's: wrangler d1 execute signalbox --remote --command "DELETE FROM settings_changes WHERE name = '${row.name}'"`,
  );
}
