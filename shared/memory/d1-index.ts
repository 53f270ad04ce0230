import { candidates } from "../db/memories.ts";
import type { Database } from "../db/database.ts";
import type { MemoryIndex, Near } from "./memory-index.ts";
import { cosine, packVector, unpackVector } from "./pack-vector.ts";

/** So many of the newest are looked at, over all projects: more would be more than a Worker reads at once. */
export const mostLookedAt = 4000;
/** So many of the best by words are looked at besides, however old they are. */
const mostByWords = 200;

/**
 * The index that needs nothing: the places of the newest memories and of those that share words are compared. All of it is one call.
 * The rows are the memories' own, so what is deleted is out.
 */
export function d1Index(db: Database): MemoryIndex {
  return {
    rowVector: packVector,
    place: async () => ({ kind: "answered", value: null }),
    find: async ({ phrase, vector, scope, embedder, most }) => {
      const each = Math.ceil(mostLookedAt / scope.projects.length);
      const newestOf = vector === null ? [] : scope.projects;
      const rows = await candidates(db, { phrase, newestOf, scope }, { byWords: mostByWords, newest: each });
      const byWords = rows
        .flatMap(({ id, rank }) => (rank === null ? [] : [{ id, rank }]))
        .toSorted((a, b) => a.rank - b.rank);
      const seen = new Map<string, Near>();
      for (const row of rows) {
        if (row.embedder !== embedder || row.vector === null || vector === null || seen.has(row.id)) continue;
        const parts = unpackVector(row.vector);
        if (parts !== null) seen.set(row.id, { id: row.id, cosine: cosine(vector, parts) });
      }
      const near = [...seen.values()].toSorted((a, b) => b.cosine - a.cosine).slice(0, most);
      return {
        byWords: byWords.slice(0, most).map(({ id }) => id),
        near: { kind: "answered", value: near },
      };
    },
    remove: async () => ({ kind: "answered", value: null }),
  };
}
