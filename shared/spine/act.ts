import type { Attempt } from "../domain/attempt.ts";
import type { Spine } from "./context.ts";
import { perform, performBegun } from "./perform.ts";
import { type Proposal, propose } from "./propose.ts";
import type { EffectResult } from "../domain/sending.ts";

/** Proposes an action that needs nobody's word and performs it: at its first time without looking it up again. */
export async function act(spine: Spine, proposal: Proposal): Promise<Attempt<EffectResult>> {
  const { actionId, begun } = await propose(spine, { ...proposal, atOnce: true });
  return begun === null ? perform(spine, actionId) : performBegun(spine, begun);
}
