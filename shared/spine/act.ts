import { eq, sql } from "drizzle-orm";
import { tasks } from "../db/schema.ts";
import type { Attempt } from "../domain/attempt.ts";
import type { EffectResult } from "../domain/sending.ts";
import { isTalk } from "../domain/talk.ts";
import { finalStatuses } from "../domain/task-status.ts";
import { boundaryOf } from "../policy/boundaries.ts";
import type { Spine } from "./context.ts";
import { depart, answered, type Ready } from "./departure.ts";
import { loadAction } from "./load-action.ts";
import { performBegun, prepare } from "./perform.ts";
import { beginning, givenFact, hasBegun, judged, newEffect, type Proposal, propose } from "./propose.ts";

/** What is proposed to be sent at once; `project` where the proposer knows whose rules count. */
export type AtOnce = Proposal & { project?: string };

/** Proposes an action that needs nobody's word and performs it: at its first time without looking it up again. */
export async function act(spine: Spine, proposal: AtOnce): Promise<Attempt<EffectResult>> {
  return depart(spine, await prepareAct(spine, proposal));
}

/** Does what `act` does up to the moment in which the effect leaves. */
export async function prepareAct(spine: Spine, proposal: AtOnce): Promise<Ready> {
  return (await unread(spine, proposal)) ?? prepareRead(spine, proposal);
}

async function prepareRead(spine: Spine, proposal: AtOnce): Promise<Ready> {
  const { actionId, begun } = await propose(spine, { ...proposal, atOnce: true });
  if (begun !== null) return answered(await performBegun(spine, begun));
  return prepare(spine, actionId, await loadAction(spine, actionId));
}

/**
 * What tells the team is bound to nothing that is on record, so nothing is read before it is recorded: whether its task was
 * cancelled, a stop applies or it was proposed before shows in the moment in which it is written. Null for all other kinds.
 */
async function unread(spine: Spine, proposal: AtOnce): Promise<Ready | null> {
  const { project, kind, taskId } = proposal;
  if (project === undefined || !isTelling(kind) || (proposal.deadline ?? null) !== null) return null;
  const nothing = { project, heard: [], levels: [], past: [], made: [] };
  const { action, input } = await judged(spine, proposal, nothing);
  if (action.verdict.kind !== "auto" || action.dueAt !== null) return null;
  const effect = newEffect(action, true);
  const told = givenFact(spine, proposal, action, input);
  return {
    kind: "ready",
    entry: beginning(spine, { action, effect, told }, notCancelled(taskId, kind)),
    leave: async ([inserted]) =>
      hasBegun(inserted)
        ? performBegun(spine, { action, effect, approval: null })
        : depart(spine, await prepareRead(spine, proposal)),
  };
}

/** Whether neither levels, nor what was before, nor money, nor signals have a say in a kind. */
function isTelling(kind: string): boolean {
  const { verdict, outward, level, sources, precedent, microUsd } = boundaryOf(kind);
  const asksNothing = level === 1 && sources === 0 && precedent === "any" && microUsd === 0;
  return verdict === "auto" && !outward && asksNothing;
}

/** As `whyCancelled` says it, in the moment of writing. */
function notCancelled(taskId: string, kind: string) {
  const mayTalk = isTalk(kind)
    ? sql`AND ${tasks.kind} = ${kind} AND ${tasks.status} NOT IN ${finalStatuses}`
    : sql``;
  return sql`NOT EXISTS (SELECT 1 FROM ${tasks} WHERE ${eq(tasks.id, taskId)} AND ${tasks.cancel} IS NOT NULL ${mayTalk})`;
}
