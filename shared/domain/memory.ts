import type { Provenance } from "./provenance.ts";

/** What the crew remembers. */
export const memoryKinds = [
  "publication",
  "decision",
  "revision",
  "plan",
  "note",
  "feedback",
  "answer",
  "document",
] as const;
export type MemoryKind = (typeof memoryKinds)[number];

/** So many characters of a text are remembered. */
export const longestMemory = 8000;

/** Something that was published, decided or said, as it is remembered. */
export interface Memory {
  /** Follows from what it comes from, so that nothing is remembered twice. */
  id: string;
  project: string;
  kind: MemoryKind;
  title: string;
  text: string;
  /** Where all can see it; null: nowhere but in its task. */
  url: string | null;
  /** Null: it was written down by hand. */
  taskId: string | null;
  /** Whose word it is; null: the crew's. */
  by: string | null;
  provenance: Provenance;
  at: number;
  /** The document that it is a part of; absent: it is of none. */
  partOf?: string | null;
}
