import type { Spine } from "../spine/context.ts";
import { placeNew } from "./place-new.ts";
import { rememberNew } from "./remember-new.ts";

/** Every minute: what the ledger has gained is remembered, and finds its place. */
export async function keepMemory(spine: Spine): Promise<void> {
  await rememberNew(spine);
  await placeNew(spine);
}
