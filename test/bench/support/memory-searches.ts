import { openDatabase } from "../../../shared/db/database.ts";
import { sql } from "drizzle-orm";
import { configuredSpine } from "../../../shared/jobs/open-spine.ts";
import { lexicalEmbedder, lexicalVector } from "../../../shared/memory/lexical-embedder.ts";
import { packVector } from "../../../shared/memory/pack-vector.ts";
import { recall } from "../../../shared/memory/recall.ts";
import { type Used, usedDatabase } from "./used-database.ts";

/** What searches in a memory of some size came to, inside the Worker. */
export interface MemorySearches {
  memories: number;
  /** Milliseconds of each search. */
  times: number[];
  used: Used;
  /** How many of the memories that were looked for, by words that they share with others, were among the first five. */
  found: number;
}

const words =
  "vendor contract staging audit budget token release gateway ledger invoice mobile search tenant export import archive queue cache region session upload reminder worker cookie index replica cluster webhook signature pricing onboarding keyboard theme backup scanner driver clinic library parcel tour card reader loan deploy rollback alert pager sampling".split(
    " ",
  );
const atOnce = 500;

/** The n-th memory: a dozen words, in an order that no other has. */
function textOf(n: number): string {
  return Array.from(
    { length: 12 },
    (_, at) => words[(n * (at * at + 7) + at * 13 + Math.floor(n / (at + 3))) % words.length],
  ).join(" ");
}

/** Puts memories there that weren't. Returns how many there are then. */
export async function seedMemories(env: Env, { from, to }: { from: number; to: number }): Promise<number> {
  const db = openDatabase(env);
  for (let first = from; first < to; first += atOnce) {
    const rows = Array.from({ length: Math.min(atOnce, to - first) }, (_, at) => {
      const n = first + at;
      return [`mem_bench${n}`, textOf(n), packVector(lexicalVector(textOf(n))), n];
    });
    await db.run(
      sql`INSERT OR IGNORE INTO memories (id, project, kind, title, text, provenance, at, embedder, vector) SELECT value ->> 0, 'default', 'note', value ->> 1, value ->> 1, 'internal', value ->> 3, ${lexicalEmbedder.name}, value ->> 2 FROM json_each(${JSON.stringify(rows)})`,
    );
  }
  return to;
}

/** Looks for memories from all over, with the database's uses counted. */
export async function searchMemories(
  env: Env,
  { memories, searches }: { memories: number; searches: number },
): Promise<MemorySearches> {
  const { database, used } = usedDatabase(env.DB);
  const spine = configuredSpine({ ...env, DB: database });
  const times: number[] = [];
  let found = 0;
  for (let n = 0; n < searches; n++) {
    const wanted = Math.floor((n * memories) / searches);
    const startedAt = performance.now();
    const best = await recall(
      spine,
      textOf(wanted).split(" ").slice(0, 9).join(" "),
      { projects: ["default"] },
      5,
    );
    times.push(performance.now() - startedAt);
    if (best.some(({ memory }) => memory.text === textOf(wanted))) found += 1;
  }
  return { memories, times, used, found };
}
