import type { ArtefactKind, Change, Fields } from "../../../../../shared/domain/artefacts/artefact.ts";
import { headId } from "../../../../../shared/domain/artefacts/artefact.ts";
import { artefactForms } from "../../../../../shared/domain/artefacts/forms.ts";
import { specsOf, valueText } from "./field-specs.ts";
import { lookUp } from "../../../../../shared/platform/look-up.ts";

/** What a change does to one field. `before` is null where nobody says what it was. */
export interface FieldChange {
  name: string;
  label: string;
  before: string | null;
  after: string;
  /** More than a line. */
  isLong: boolean;
}

/** One step of a change, for people. */
export interface ReadableChange {
  op: Change["op"];
  id: string;
  /** What the row is called; its id where its title is not known. */
  title: string;
  fields: FieldChange[];
}

type Before = Readonly<Record<string, { fields: Fields } | null>>;

/** What a change says, field by field, in the words of the form. `before` has the rows as they were, where that is known. */
export function readableChange(kind: ArtefactKind, change: Change, before: Before | null): ReadableChange {
  const { op, id } = change;
  const was = (before && lookUp(before, id))?.fields;
  const next = op === "remove" ? {} : change.fields;
  const isNew = op === "add";
  const fields = specsOf(kind, id).flatMap((spec): FieldChange[] => {
    const { name, label } = spec;
    if (!Object.hasOwn(next, name)) return [];
    const after = valueText(spec, next[name]);
    const text = was === undefined ? (isNew ? "" : null) : valueText(spec, was[name]);
    if (text === after) return [];
    return [{ name, label, before: text, after, isLong: spec.kind === "words" }];
  });
  return { op, id, title: titleOf(kind, id, { ...was, ...next }), fields };
}

/** What a row is called. */
export function titleOf(kind: ArtefactKind, id: string, fields: Fields): string {
  if (id === headId) return artefactForms[kind].label;
  const title = fields["title"];
  return typeof title === "string" && title !== "" ? title : id;
}

/** What a version did, in a line: "2 added, 1 changed". */
export function changesWords(changes: readonly Pick<Change, "op">[]): string {
  const words = [
    ["add", "added"],
    ["set", "changed"],
    ["remove", "removed"],
  ] as const;
  return words
    .flatMap(([op, verb]) => {
      const count = changes.filter((change) => change.op === op).length;
      return count === 0 ? [] : [`${count} ${verb}`];
    })
    .join(", ");
}
