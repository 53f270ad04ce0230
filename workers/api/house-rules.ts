import { houseRulesEndpoints } from "../../shared/api/house-rules.ts";
import { listProposals } from "../../shared/db/house.ts";
import { memoriesListed } from "../../shared/db/memories.ts";
import { houseStates } from "../../shared/domain/house-rule.ts";
import { acceptHouseRule, declineHouseRule } from "../../shared/memory/house/decide-house-rule.ts";
import { serve, type Served } from "./serve.ts";
import { iso, isoOrNull } from "./times.ts";

const mostListed = 50;

/** Rules that people's wishes have led to. Like all rules, operators decide on them. */
export const houseRulesApi = {
  list: serve(houseRulesEndpoints.list, async ({ spine, query: { state } }) => {
    const rows = await listProposals(spine.db, state === undefined ? houseStates : [state], mostListed);
    const evidence = await memoriesListed(
      spine.db,
      rows.flatMap((row) => row.evidence),
    );
    const proposals = rows.map(({ evidence: ids, at, decidedAt, ...row }) => ({
      ...row,
      at: iso(at),
      decidedAt: isoOrNull(decidedAt),
      evidence: ids.flatMap((one) => {
        const memory = evidence.find(({ id }) => id === one);
        if (memory === undefined) return [];
        const { id, text, by, at: said, taskId } = memory;
        return [{ id, text, by, at: iso(said), taskId }];
      }),
    }));
    return { proposals };
  }),
  accept: serve(houseRulesEndpoints.accept, async ({ spine, person, params: { id }, body: { words } }) => {
    await acceptHouseRule(spine, { id, words, by: person.id });
    return { kind: "accepted" as const };
  }),
  decline: serve(houseRulesEndpoints.decline, async ({ spine, person, params: { id } }) => {
    await declineHouseRule(spine, { id, by: person.id });
    return { kind: "declined" as const };
  }),
} satisfies Record<keyof typeof houseRulesEndpoints, Served>;
