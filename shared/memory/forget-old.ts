import { dropProposalsOn } from "../db/house.ts";
import { forgetStatements, oldMemories } from "../db/memories.ts";
import { memoryKinds } from "../domain/memory.ts";
import type { Spine } from "../spine/context.ts";
import { record } from "../spine/record.ts";

const dayMs = 86_400_000;
/** So many of a kind are forgotten in one minute. */
const atOnce = 40;

/** Forgets what is older than the rules keep it, with one receipt a batch and kind. Returns how many. */
export async function forgetOld(spine: Spine): Promise<number> {
  const { keepDays, kinds } = spine.settings.RULES.memory;
  const now = spine.now();
  let forgotten = 0;
  for (const kind of memoryKinds) {
    const days = kinds[kind] === undefined ? keepDays : kinds[kind];
    if (days === null) continue;
    const old = (await oldMemories(spine.db, kind, now - days * dayMs, atOnce)).map(({ id }) => id);
    const [first] = old;
    if (first === undefined) continue;
    const fact = {
      id: `${first}/forgotten-by-rule`,
      at: now,
      taskId: null,
      type: "memory.forgotten",
      summary: `${old.length} memories (${kind}) are older than the ${days} days that the rules keep them`,
      data: { memories: old, kind, days },
    } as const;
    await record(
      spine,
      [fact],
      [...old.flatMap((id) => forgetStatements(spine.db, id, now)), dropProposalsOn(spine.db, old)],
    );
    forgotten += old.length;
  }
  return forgotten;
}
