import { drizzle } from "drizzle-orm/d1";
import { type Settings, settingsOf } from "../platform/settings.ts";
import { currentSettings } from "./live-settings.ts";

/** What the spine's functions work with. Clock and fetch are parameters with live defaults. */
export interface Spine {
  env: Env;
  db: Database;
  settings: Settings;
  now: () => number;
  fetch: typeof fetch;
}

export type Database = ReturnType<typeof openDatabase>;

export function openDatabase(env: Pick<Env, "DB">) {
  return drizzle(env.DB);
}

/**
 * The spine under the settings that count now: what people have changed, over the configuration.
 * @throws SignalboxError `not_configured` when a setting is malformed, and whatever D1 throws when it can't be read.
 */
export async function openSpine(env: Env, overrides: Overrides = {}): Promise<Spine> {
  const spine = configuredSpine(env, overrides);
  return { ...spine, settings: overrides.settings ?? (await currentSettings(env, spine.db, spine.now)) };
}

type Overrides = Partial<Pick<Spine, "settings" | "now" | "fetch">>;

/** The spine under the configuration alone. */
export function configuredSpine(env: Env, overrides: Overrides = {}): Spine {
  return {
    env,
    db: openDatabase(env),
    settings: settingsOf(env),
    now: Date.now,
    // workerd's fetch insists on being called unbound.
    fetch: (input, init) => fetch(input, init),
    ...overrides,
  };
}
