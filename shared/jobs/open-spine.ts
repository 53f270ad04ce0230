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

/** The spine with all that this house can do, under the settings that count now. @throws like `openSpineOf`. */
export async function openSpine(env: Env, overrides: Overrides = {}): Promise<Spine> {
  return withDoors(await openSpineOf(env, partsOf(env), overrides));
}

/** The same under the configuration alone. */
export function configuredSpine(env: Env, overrides: Overrides = {}): Spine {
  return withDoors(configuredSpineOf(env, partsOf(env), overrides));
}

/** The same with the services' doors, through which whatever is read goes. */
function withDoors(spine: Spine): Spine {
  return { ...spine, door: doorOf(spine) };
}
