import { inArray } from "drizzle-orm";
import { factsBehind, forgetPartsStatements, readUpTo, rememberStatement } from "../db/memories.ts";
import { newestVersions } from "../db/post-versions.ts";
import { actions, effects, type ledger, tasks } from "../db/schema.ts";
import type { Memory } from "../domain/memory.ts";
import type { Spine } from "../spine/context.ts";
import { inspect } from "../spine/verdict-input.ts";
import { answersOf } from "./answers-of.ts";
import { memoryOf, rememberedTypes } from "./memories-of.ts";

/** What reads the ledger for the memory, each from a place of its own: a reader that is new begins at the beginning. */
const readers = [
  { name: "memory", types: rememberedTypes, read: memoriesOf },
  { name: "memory-answers", types: ["reply.received"], read: readAnswers },
] as const;
/** Facts that are looked through at once. */
const atOnce = 90;

/**
 * Remembers what the ledger has gained: what was published and decided. It reads on from where it was, and what it writes and how far it has come
 * is one batch, so nothing is missed and nothing twice. Returns how many facts it has looked at.
 */
export async function rememberNew(spine: Spine): Promise<number> {
  let looked = 0;
  for (const reader of readers) looked += await readOn(spine, reader);
  return looked;
}

async function readOn(spine: Spine, { name, types, read }: (typeof readers)[number]): Promise<number> {
  let looked = 0;
  for (;;) {
    const facts = await factsBehind(spine.db, name, types, atOnce);
    const last = facts.at(-1);
    if (last === undefined) return looked;
    const found = await read(spine, facts);
    await spine.db.batch([
      readUpTo(spine.db, name, last.seq),
      ...found.flatMap(({ insteadOf, memory }) => [
        ...(insteadOf === null ? [] : forgetPartsStatements(spine.db, insteadOf, spine.now())),
        ...(memory === null ? [] : [rememberStatement(spine.db, memory)]),
      ]),
    ]);
    looked += facts.length;
    if (facts.length < atOnce) return looked;
  }
}

/** What there is to remember of a fact, and in the place of what. */
interface Gained {
  /** What it is a version of, of which nothing else is remembered; null: it stands beside all else. */
  insteadOf: string | null;
  /** Null: nothing is to be remembered any more. */
  memory: Memory | null;
}

async function readAnswers(spine: Spine, facts: (typeof ledger.$inferSelect)[]): Promise<Gained[]> {
  return (await answersOf(spine, facts)).map((memory) => ({ insteadOf: null, memory }));
}

async function memoriesOf(spine: Spine, facts: (typeof ledger.$inferSelect)[]): Promise<Gained[]> {
  const ids = facts.flatMap(({ data: { actionId } }) => (typeof actionId === "string" ? [actionId] : []));
  const tasksOfFacts = facts.flatMap(({ taskId }) => taskId ?? []);
  const [theirs, applied, kinds, newest] = await spine.db.batch([
    spine.db.select().from(actions).where(inArray(actions.id, ids)),
    spine.db
      .select({ actionId: effects.actionId, result: effects.result })
      .from(effects)
      .where(inArray(effects.actionId, ids)),
    spine.db.select({ id: tasks.id, kind: tasks.kind }).from(tasks).where(inArray(tasks.id, tasksOfFacts)),
    newestVersions(spine.db, ids),
  ]);
  const found = await Promise.all(
    facts.map(async (fact): Promise<Gained | null> => {
      const action = theirs.find(({ id }) => id === fact.data["actionId"]);
      if (action === undefined) return null;
      const { code, seen } = inspect(spine, action.project, action.kind, JSON.parse(action.payload));
      if (code === undefined || seen === null) return null;
      const { preview, payload } = seen;
      const remembered = code.remembered(payload, action.taskId);
      const insteadOf = fact.type === "effect.applied" ? (remembered?.of ?? null) : null;
      if (insteadOf !== null && remembered?.said === null) return { insteadOf, memory: null };
      // What came later may have been told of before.
      if (insteadOf !== null && !newest.some(({ actionId }) => actionId === action.id)) return null;
      const effect = applied.find(({ actionId }) => actionId === action.id) ?? null;
      const taskKind = kinds.find(({ id }) => id === action.taskId)?.kind ?? null;
      const memory = await memoryOf(fact, { action, preview, remembered, effect, taskKind });
      return memory === null ? null : { insteadOf, memory };
    }),
  );
  return found.flatMap((gained) => gained ?? []);
}
