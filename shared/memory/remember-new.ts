import { inArray } from "drizzle-orm";
import { factsBehind, readUpTo, rememberStatement } from "../db/memories.ts";
import { actions, effects, type ledger } from "../db/schema.ts";
import type { Memory } from "../domain/memory.ts";
import type { Spine } from "../spine/context.ts";
import { inspect } from "../spine/verdict-input.ts";
import { memoryOf, rememberedTypes } from "./memories-of.ts";

const reader = "memory";
/** Facts that are looked through at once. */
const atOnce = 90;

/**
 * Remembers what the ledger has gained: what was published and decided. It reads on from where it was, and what it writes and how far it has come
 * is one batch, so nothing is missed and nothing twice. Returns how many facts it has looked at.
 */
export async function rememberNew(spine: Spine): Promise<number> {
  let looked = 0;
  for (;;) {
    const facts = await factsBehind(spine.db, reader, rememberedTypes, atOnce);
    const last = facts.at(-1);
    if (last === undefined) return looked;
    const found = await memoriesOf(spine, facts);
    await spine.db.batch([
      readUpTo(spine.db, reader, last.seq),
      ...found.map((memory) => rememberStatement(spine.db, memory)),
    ]);
    looked += facts.length;
    if (facts.length < atOnce) return looked;
  }
}

async function memoriesOf(spine: Spine, facts: (typeof ledger.$inferSelect)[]): Promise<Memory[]> {
  const ids = facts.flatMap(({ data: { actionId } }) => (typeof actionId === "string" ? [actionId] : []));
  const [theirs, applied] = await spine.db.batch([
    spine.db.select().from(actions).where(inArray(actions.id, ids)),
    spine.db
      .select({ actionId: effects.actionId, result: effects.result })
      .from(effects)
      .where(inArray(effects.actionId, ids)),
  ]);
  const found = await Promise.all(
    facts.map(async (fact) => {
      const action = theirs.find(({ id }) => id === fact.data["actionId"]);
      if (action === undefined) return null;
      const { seen } = inspect(spine, action.project, action.kind, JSON.parse(action.payload));
      if (seen === null) return null;
      const { preview } = seen;
      const effect = applied.find(({ actionId }) => actionId === action.id) ?? null;
      return memoryOf(fact, { action, preview, effect });
    }),
  );
  return found.flatMap((memory) => memory ?? []);
}
