import { openDatabase } from "../db/database.ts";
import type { ActionKinds } from "./action-kind.ts";
import type { Ground } from "./ground.ts";
import type { Jobs } from "./job-card.ts";
import { currentSettings } from "./live-settings.ts";
import { settingsOf } from "./settings.ts";

/** What the spine's functions work with. */
export interface Spine extends Ground {
  /** What can be done to the outside. */
  kinds: ActionKinds;
  /** What is worked on. */
  jobs: Jobs;
}

/** What a spine is made of besides its environment. */
export type Parts = Pick<Spine, "kinds" | "jobs" | "specOf">;

export type Overrides = Partial<Pick<Spine, "settings" | "now" | "fetch" | "jobs">>;

/**
 * The spine under the settings that count now: what people have changed, over the configuration.
 * @throws SignalboxError `not_configured` when a setting is malformed, and whatever D1 throws when it can't be read.
 */
export async function openSpineOf(env: Env, parts: Parts, overrides: Overrides = {}): Promise<Spine> {
  const spine = configuredSpineOf(env, parts, overrides);
  return { ...spine, settings: overrides.settings ?? (await currentSettings(spine)) };
}

/** The spine under the configuration alone. */
export function configuredSpineOf(env: Env, parts: Parts, overrides: Overrides = {}): Spine {
  return {
    env,
    db: openDatabase(env),
    settings: settingsOf(env, parts.jobs.rules),
    now: Date.now,
    // workerd's fetch insists on being called unbound.
    fetch: (input, init) => fetch(input, init),
    ...parts,
    ...overrides,
  };
}
