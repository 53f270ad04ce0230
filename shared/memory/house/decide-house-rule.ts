import { proposalById, settleProposal, settleProposalWhere } from "../../db/house.ts";
import type { HouseProposalRow } from "../../db/schema.ts";
import { SignalboxError } from "../../platform/errors.ts";
import { type HouseRule, mostHouseRules, projectRules } from "../../policy/rules.ts";
import { changeSetting } from "../../spine/change-settings.ts";
import type { Spine } from "../../spine/context.ts";
import { hit, record } from "../../spine/record.ts";

/**
 * Makes a proposal a rule of its project, in the words that somebody has given it, with the change of the rules in one batch.
 * @throws SignalboxError `not_found`; `conflict` when it is decided already; `bad_request` where the project has as many rules as it may;
 * as `changeSetting`.
 */
export async function acceptHouseRule(
  spine: Spine,
  { id, words, by }: { id: string; words: string; by: string },
): Promise<void> {
  const { project, kind } = await openProposal(spine, id);
  await changeSetting(spine, { name: "RULES", by, version: null }, ({ RULES }) => {
    const before = projectRules(RULES, project);
    if (before.house.some(({ proposal }) => proposal === id)) return null;
    if (before.house.length >= mostHouseRules)
      throw new SignalboxError(
        "bad_request",
        `${project} has ${mostHouseRules} house rules already: take one out in the settings first`,
      );
    const rule: HouseRule = { kind, words, proposal: id };
    const projects = { ...RULES.projects, [project]: { ...before, house: [...before.house, rule] } };
    const set = { state: "accepted", words, decidedBy: by, decidedAt: spine.now() } as const;
    return {
      value: { ...RULES, projects },
      summary: `${by} made it a house rule of ${project}: ${words}`,
      data: { rules: ["projects"], proposal: id },
      records: (written) => [settleProposalWhere(spine.db, id, set, written)],
    };
  });
}

/** Says no to a proposal: what has led to it leads to no other. @throws SignalboxError `not_found`; `conflict` when it is decided already. */
export async function declineHouseRule(spine: Spine, { id, by }: { id: string; by: string }): Promise<void> {
  const { project, kind, words } = await openProposal(spine, id);
  const at = spine.now();
  const told = {
    id: `${id}/declined`,
    at,
    taskId: null,
    type: "house.declined",
    summary: `${by} wants no such house rule for ${project}`,
    data: { proposal: id, project, kind, by },
  } as const;
  const set = { state: "declined", words, decidedBy: by, decidedAt: at } as const;
  const { statement, isSet } = settleProposal(spine.db, id, set);
  const [settled] = await record(spine, [told], [statement], isSet);
  if (!hit(settled)) throw new SignalboxError("conflict", "somebody has just decided it");
}

async function openProposal(spine: Spine, id: string): Promise<HouseProposalRow> {
  const proposal = await proposalById(spine.db, id);
  if (proposal === null) throw new SignalboxError("not_found", `there is no proposed house rule ${id}`);
  if (proposal.state !== "proposed")
    throw new SignalboxError(
      "conflict",
      `it is ${proposal.state} already, by ${proposal.decidedBy ?? "nobody"}`,
    );
  return proposal;
}
