import type { MemoryRow } from "../db/schema.ts";
import type { MemoryScope } from "../db/memories.ts";
import type { CallOutcome } from "../integrations/call.ts";
import type { Vector } from "./embedder.ts";

/** A memory that lies near, by its cosine. */
export interface Near {
  id: string;
  cosine: number;
}

/** What is looked for. */
export interface Sought {
  /** In the language of FTS5; null: no words. */
  phrase: string | null;
  /** Null: no place. */
  vector: Vector | null;
  scope: MemoryScope;
  /** The embedder that has made the vector. */
  embedder: string;
  most: number;
}

export interface Found {
  /** Ids by their words, the best first. */
  byWords: string[];
  /** What lies nearest, nearest first. */
  near: CallOutcome<Near[]>;
}

/** Where memories lie, so that what is near can be found. It may lag behind by seconds, and forget nothing but what it is told to. */
export interface MemoryIndex {
  /** What of a vector is kept in the memory's own row; null: it is kept elsewhere. */
  rowVector(vector: Vector): string | null;
  /** Puts memories at their places, or at their new ones, where these are kept elsewhere. */
  place(
    placed: readonly { memory: Pick<MemoryRow, "id" | "project" | "kind">; vector: Vector }[],
  ): Promise<CallOutcome<null>>;
  find(sought: Sought): Promise<Found>;
  /** Takes memories out. One that isn't there is out. */
  remove(ids: readonly string[]): Promise<CallOutcome<null>>;
}
