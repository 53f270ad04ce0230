import { drizzle } from "drizzle-orm/d1";
import { type Settings, settingsOf } from "../platform/settings.ts";

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

/** @throws SignalboxError `not_configured` when a setting is malformed. */
export function openSpine(env: Env, overrides: Partial<Pick<Spine, "now" | "fetch">> = {}): Spine {
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
