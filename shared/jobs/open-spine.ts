import { actionKindOf } from "../actions/registry.ts";
import { configuredSpineOf, openSpineOf, type Overrides, type Spine } from "../spine/context.ts";
import { specOf } from "./facts.ts";
import { jobCards } from "./registry.ts";

const parts = { kinds: actionKindOf, jobs: jobCards, specOf };

/** The spine with all that this house can do, under the settings that count now. @throws like `openSpineOf`. */
export async function openSpine(env: Env, overrides: Overrides = {}): Promise<Spine> {
  return openSpineOf(env, parts, overrides);
}

/** The same under the configuration alone. */
export function configuredSpine(env: Env, overrides: Overrides = {}): Spine {
  return configuredSpineOf(env, parts, overrides);
}
