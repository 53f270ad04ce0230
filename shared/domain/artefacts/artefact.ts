import { z } from "zod";

/** The documents that a project's watch keeps. */
export const artefactKinds = ["raid_log", "delivery_state", "backlog_summary", "decision_log"] as const;
export type ArtefactKind = (typeof artefactKinds)[number];

/** A field's value. */
const value = z.union([z.string(), z.number(), z.null()]);
export type FieldValue = z.infer<typeof value>;
export const fieldsSchema = z.record(z.string(), value);
export type Fields = z.infer<typeof fieldsSchema>;

/** One row of an artefact, or its head. What its fields are, the artefact's form says: see `artefactForms`. */
export const entrySchema = z.strictObject({
  id: z.string().min(1).max(60),
  fields: fieldsSchema,
  /** Ids of the signals that it comes from. */
  sources: z.array(z.string()),
  /** Who wrote a field last, where it was a person: the crew never writes over it. */
  written: z.record(z.string(), z.string()),
  /** A person's id, or "signalbox". */
  createdBy: z.string(),
  createdAt: z.number(),
  updatedAt: z.number(),
});
export type Entry = z.infer<typeof entrySchema>;

/** The id of the entry that holds what is true of the artefact as a whole. */
export const headId = "head";

export interface Artefact {
  kind: ArtefactKind;
  /** Grows with each change; 0: nothing has been written yet. */
  version: number;
  /** The head among them, if the kind has one. */
  entries: readonly Entry[];
  /** Numbers given to rows so far: none is given twice. */
  numbered: number;
}

/** A document into which nothing has been written yet. */
export function emptyArtefact(kind: ArtefactKind): Artefact {
  return { kind, version: 0, entries: [], numbered: 0 };
}

/** One step of a change. `set` changes the named fields and leaves the others. */
export const changeSchema = z.discriminatedUnion("op", [
  z.strictObject({
    op: z.literal("add"),
    id: z.string().min(1).max(60),
    fields: fieldsSchema,
    sources: z.array(z.string()).max(200),
  }),
  z.strictObject({
    op: z.literal("set"),
    id: z.string().min(1).max(60),
    fields: fieldsSchema,
    sources: z.array(z.string()).max(200),
  }),
  z.strictObject({ op: z.literal("remove"), id: z.string().min(1).max(60) }),
]);
export type Change = z.infer<typeof changeSchema>;

/** Who changes an artefact: a person, or the crew. */
export type Author = { kind: "person"; id: string } | { kind: "crew" };

/** The crew's name in the records. */
export const crewName = "signalbox";

export function authorName(author: Author): string {
  return author.kind === "crew" ? crewName : author.id;
}
