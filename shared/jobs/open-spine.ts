import { actionKindOf } from "../actions/registry.ts";
import { configOf } from "../platform/config.ts";
import { configuredSpineOf, openSpineOf, type Overrides, type Parts, type Spine } from "../spine/context.ts";
import { doorOf } from "../spine/service.ts";
import { specOf } from "./facts.ts";
import { jobCards } from "./registry.ts";

const partsOf = (env: Env): Parts => ({
  kinds: (kind) => actionKindOf(kind)?.under(configOf(env)),
  jobs: jobCards,
  specOf,
});

/**
 * The spine with all that this house can do, under the settings that count now, and with the services' doors, through which all goes
 * that it reads. @throws like `openSpineOf`.
 */
export async function openSpine(env: Env, overrides: Overrides = {}): Promise<Spine> {
  const spine = await openSpineOf(env, partsOf(env), overrides);
  return { ...spine, door: doorOf(spine) };
}

/** The same under the configuration alone: for who looks at the house itself, and at no service. */
export function configuredSpine(env: Env, overrides: Overrides = {}): Spine {
  return configuredSpineOf(env, partsOf(env), overrides);
}
