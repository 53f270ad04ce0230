import { and, asc, eq, gt } from "drizzle-orm";
import { inScope } from "../db/memories.ts";
import type { Database } from "../db/database.ts";
import { memories } from "../db/schema.ts";
import type { MemoryIndex, Near } from "./memory-index.ts";
import { cosine, packVector, unpackVector } from "./pack-vector.ts";

/** So many places are read at once. */
const page = 4000;

/** The index that needs nothing: every place in the scope is looked at. The rows are the memories' own, so what is deleted is out. */
export function d1Index(db: Database): MemoryIndex {
  return {
    rowVector: packVector,
    place: async () => ({ kind: "answered", value: null }),
    nearest: async (vector, scope, embedder, most) => {
      let best: Near[] = [];
      for (let after = ""; ;) {
        const rows = await db
          .select({ id: memories.id, vector: memories.vector })
          .from(memories)
          .where(and(inScope(scope), eq(memories.embedder, embedder), gt(memories.id, after)))
          .orderBy(asc(memories.id))
          .limit(page);
        const near = rows.flatMap(({ id, vector: packed }) => {
          const parts = packed === null ? null : unpackVector(packed);
          return parts === null ? [] : [{ id, cosine: cosine(vector, parts) }];
        });
        best = [...best, ...near].toSorted((a, b) => b.cosine - a.cosine).slice(0, most);
        const last = rows.at(-1);
        if (rows.length < page || last === undefined) return { kind: "answered", value: best };
        after = last.id;
      }
    },
    remove: async () => ({ kind: "answered", value: null }),
  };
}
