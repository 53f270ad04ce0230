import { weakest } from "../domain/provenance.ts";
import type { Verdict } from "../domain/verdict.ts";
import { verdict } from "../policy/verdict.ts";
import type { Spine } from "./context.ts";
import type { Proposal } from "./propose.ts";
import { readForProposal } from "./read-for-proposal.ts";
import { inspect, verdictInput } from "./verdict-input.ts";

/** What policy would say of a proposal at this moment, without recording it; what is on record already keeps its verdict. */
export async function foresee(spine: Spine, proposal: Proposal): Promise<Verdict> {
  const { taskId, key, kind, payload } = proposal;
  const { known, project, heard, levels, past, made } = await readForProposal(
    spine,
    proposal,
    `${taskId}.${key}`,
  );
  if (known !== null) return known.verdict;
  const provenance = weakest([proposal.provenance, ...heard.map((one) => one.provenance)]);
  return verdict(
    verdictInput(
      spine,
      { taskId, project, kind, provenance, sources: heard.length },
      inspect(spine, project, kind, payload, made),
      { levels, past },
    ),
  );
}
