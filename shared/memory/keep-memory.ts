import type { Spine } from "../spine/context.ts";
import { forgetOld } from "./forget-old.ts";
import { proposeHouseRules } from "./house/propose-house-rules.ts";
import { placeNew } from "./place-new.ts";
import { rememberNew } from "./remember-new.ts";
import { goOnPlacingAnew } from "./place-anew.ts";

/** Every minute: what the ledger has gained is remembered and what people keep asking for proposed, what is old forgotten, and the rest finds its place. */
export async function keepMemory(spine: Spine): Promise<void> {
  await rememberNew(spine);
  await proposeHouseRules(spine);
  await forgetOld(spine);
  await goOnPlacingAnew(spine);
  await placeNew(spine);
}
