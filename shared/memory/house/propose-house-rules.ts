import { proposalsOf, proposeStatement } from "../../db/house.ts";
import { factsBehind, memoriesByIds, readUpTo, revisionsSince } from "../../db/memories.ts";
import { sha256 } from "../../platform/digest.ts";
import type { Spine } from "../../spine/context.ts";
import { record } from "../../spine/record.ts";
import { memoryId } from "../memory-id.ts";
import { rememberNew } from "../remember-new.ts";
import { groupWishes } from "./group-wishes.ts";

const reader = "memory-house";
const atOnce = 90;
/** So far back wishes count, and so many of them are compared. */
const windowMs = 60 * 86_400_000;
const mostCompared = 200;
/** So many proposals of a project are looked at for what has led to one already. */
const mostBefore = 200;

/**
 * After people have asked for something otherwise: what they keep asking for in a project's texts of a kind is proposed as a house rule. What
 * has led to a proposal already leads to no other, whatever became of it. Returns how many are new.
 */
export async function proposeHouseRules(spine: Spine): Promise<number> {
  let proposed = 0;
  for (;;) {
    const facts = await factsBehind(spine.db, reader, ["approval.decided"], atOnce);
    const last = facts.at(-1);
    if (last === undefined) return proposed;
    // Whoever has asked a moment ago counts, too.
    await rememberNew(spine);
    const wished = facts.filter(({ data }) => data["decision"] === "revised");
    const ids = await Promise.all(wished.map(async ({ id }) => memoryId(id)));
    const projects = new Set((await memoriesByIds(spine.db, ids, null)).map(({ project }) => project));
    for (const project of projects) proposed += await proposeIn(spine, project);
    await spine.db.batch([readUpTo(spine.db, reader, last.seq)]);
    if (facts.length < atOnce) return proposed;
  }
}

async function proposeIn(spine: Spine, project: string): Promise<number> {
  const at = spine.now();
  const before = await proposalsOf(spine.db, project, mostBefore);
  const used = new Set(before.flatMap(({ evidence }) => evidence));
  const wishes = (await revisionsSince(spine.db, project, at - windowMs, mostCompared)).filter(
    ({ memory }) => !used.has(memory.id),
  );
  let proposed = 0;
  for (const kind of new Set(wishes.map(({ taskKind }) => taskKind))) {
    const theirs = wishes.filter(({ taskKind }) => taskKind === kind).map(({ memory }) => memory);
    for (const { words, evidence } of groupWishes(theirs)) {
      const id = `house_${(await sha256([project, kind, ...evidence.toSorted()].join("\n"))).slice(0, 24)}`;
      const told = {
        id: `${id}/proposed`,
        at,
        taskId: null,
        type: "house.proposed",
        summary: `a house rule is proposed for ${project}: ${evidence.length} times somebody asked for the like`,
        data: { proposal: id, project, kind, memories: evidence },
      } as const;
      const row = { id, project, kind, words, evidence, state: "proposed", at } as const;
      await record(spine, [told], [proposeStatement(spine.db, row)]);
      proposed += 1;
    }
  }
  return proposed;
}
